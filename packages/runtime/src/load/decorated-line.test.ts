import { expect, test } from 'vitest';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { decoratedLine } from './decorated-line.ts';

const guard = `export class Guard {
  @SpamChecker
  userMayInvite() {}

  @SpamChecker // misspelt
  @Cached({ maxEntries: 1 })
  async userMayInvit() {}

  @SpamChecker('user_may_join_room') static check() {}

  @OnStart twice() {}
}
class Other {
  @OnStart twice() {}
}
`;

async function lineOf(message: string): Promise<string> {
  await using folder = await temporaryFolder({ 'guard.ts': guard });
  return folder.relative(decoratedLine(`${folder.file('guard.ts')}:12:1`, message));
}

test('decoratedLine() finds the decorator of the member that the message names', async () => {
  expect(await lineOf('@SpamChecker Guard.userMayInvit: Synapse has no such callback')).toBe('/folder/guard.ts:5:4');
  expect(await lineOf('@SpamChecker("user_may_join_room") stands on Guard.check, which is static')).toBe(
    '/folder/guard.ts:9:4',
  );
});

test('decoratedLine() keeps the place if it finds no such decorator, or several', async () => {
  expect(await lineOf('@SpamChecker Guard.userMayFly: Synapse has no such callback')).toBe('/folder/guard.ts:12:1');
  expect(await lineOf('@OnStart stands on Guard.twice, which is called at the start already')).toBe(
    '/folder/guard.ts:12:1',
  );
  expect(await lineOf('@Module lists among its resources something')).toBe('/folder/guard.ts:12:1');
  expect(decoratedLine('/nowhere/guard.ts:12:1', '@OnStart stands on Guard.start, which is static')).toBe(
    '/nowhere/guard.ts:12:1',
  );
});
