import { Module, ModuleApi, SpamChecker, type SpamVerdict } from '@bouton/sdk';
import { expect, test, vi } from 'vitest';
import { formatLog } from './show-log.ts';
import { startTestHomeserver } from './start-test-homeserver.ts';

@Module({ name: 'talker' })
class Talker {
  constructor(
    _config: unknown,
    private readonly api: ModuleApi,
  ) {}

  @SpamChecker
  userMayCreateRoom(user: string): SpamVerdict {
    this.api.logger.warn('Refusing', { user });
    throw new Error('broken');
  }
}

test('the log is printed when the test fails', async () => {
  using printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const failed: (() => void)[] = [];
  {
    await using homeserver = await startTestHomeserver({
      modules: [Talker],
      onTestFailed: (callback) => void failed.push(callback),
    });
    const alice = await homeserver.user('alice');
    await expect(alice.createRoom()).rejects.toThrow('500');
  }
  expect(printed).not.toHaveBeenCalled();

  for (const callback of failed) callback();

  expect(printed.mock.calls.flat().join('\n')).toMatch(
    /^The log of the homeserver localhost:\n[^]*warn talker: Refusing { user: '@alice:localhost' }\nerror talker: Module talker failed in user_may_create_room; .*\nError: broken\n {4}at Talker\.userMayCreateRoom/,
  );
});

test('formatLog() leaves debug lines out, and shows the last lines of a long log', () => {
  const entry = (level: 'debug' | 'info', message: string) => ({ level, message, fields: {} });
  expect(formatLog([entry('debug', 'one'), entry('info', 'two')])).toBe('info: two');
  const lines = formatLog(Array.from({ length: 250 }, (_, index) => entry('info', String(index)))).split('\n');
  expect([lines.length, lines[0], lines[1], lines.at(-1)]).toEqual([201, '(50 lines before)', 'info: 50', 'info: 249']);
});
