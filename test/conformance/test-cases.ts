import { afterAll, test } from 'vitest';
import { CASES } from './all-cases.ts';
import type { ConformanceCase, ConformanceHomeserver, ConformanceSetup } from './conformance-case.ts';
import { SharedHost } from './shared-host.ts';

/**
 * Makes a test of every conformance case. One homeserver runs at a time; cases with the same setup share it.
 *
 * @param start Starts a homeserver with modules.
 */
export function testCases(start: (setup: ConformanceSetup) => Promise<ConformanceHomeserver>): void {
  let current: { readonly key: string; readonly homeserver: ConformanceHomeserver } | undefined;

  const homeserverFor = async (setup: ConformanceCase): Promise<ConformanceHomeserver> => {
    const key = keyOf(setup);
    if (current?.key === key) return current.homeserver;
    await current?.homeserver[Symbol.asyncDispose]();
    current = undefined;
    const homeserver = await start(setup);
    current = { key, homeserver };
    return homeserver;
  };

  const groups = Map.groupBy(CASES, keyOf);
  for (const [index, conformanceCase] of [...groups.values()].flat().entries()) {
    test(`${conformanceCase.callback}: ${conformanceCase.title}`, async () => {
      const homeserver = await homeserverFor(conformanceCase);
      await conformanceCase.run(await SharedHost.open(homeserver, conformanceCase, index));
    });
  }
  afterAll(async () => current?.homeserver[Symbol.asyncDispose]());
}

function keyOf({ modules, settings, callbacks }: ConformanceSetup): string {
  return JSON.stringify([modules, settings, callbacks]);
}
