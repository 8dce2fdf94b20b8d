import { Module, NOT_SPAM, OnStart, SpamChecker, type ModuleApi, type SpamVerdict } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { configureModules } from '../configure/configure-modules.ts';
import { inspectModules } from './start-modules.ts';
import { testHost } from '../test/test-host.ts';

test('inspectModules() describes what constructors and decorators register, and starts nothing', async () => {
  const events: string[] = [];

  @Module()
  class Observed {
    constructor(_config: unknown, api: ModuleApi) {
      events.push('constructed');
      api.registerSpamCheckerCallbacks({ userMayJoinRoom: () => NOT_SPAM });
    }
    @SpamChecker
    userMayInvite(): SpamVerdict {
      return NOT_SPAM;
    }
    @OnStart
    start(): void {
      events.push('started');
    }
    [Symbol.dispose](): void {
      events.push('disposed');
    }
  }

  const { callbacks } = await inspectModules(await configureModules([Observed]), testHost());

  expect(callbacks.map(({ callback, modules }) => [callback, modules])).toEqual([
    ['user_may_join_room', ['Observed']],
    ['user_may_invite', ['Observed']],
  ]);
  expect(events).toEqual(['constructed', 'disposed']);
});
