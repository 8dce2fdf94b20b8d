import { afterAll, test } from 'vitest';
import type { ConformanceCase, ConformanceSetup } from './conformance-case.ts';
import { Homeservers, type StartHomeserver } from './homeservers.ts';
import { SharedHost } from './shared-host.ts';

/**
 * Makes a test of every one of the conformance cases. Those with the same setup share a homeserver, and run one after the
 * other.
 */
export function testCases(cases: readonly ConformanceCase[], start: StartHomeserver): void {
  const groups = [...Map.groupBy(cases, keyOf).values()];
  const homeservers = new Homeservers(
    groups.flatMap(([first]) => first ?? []),
    start,
  );
  afterAll(() => homeservers[Symbol.asyncDispose]());

  let number = 0;
  for (const [group, members] of groups.entries()) {
    for (const conformanceCase of members) {
      const caseNumber = number++;
      test(`${conformanceCase.callback}: ${conformanceCase.title}`, async () => {
        const homeserver = await homeservers.of(group);
        await conformanceCase.run(await SharedHost.open(homeserver, conformanceCase, caseNumber));
      });
    }
  }
}

function keyOf({ modules, settings, callbacks, federation }: ConformanceSetup): string {
  return JSON.stringify([modules, settings, callbacks, federation]);
}
