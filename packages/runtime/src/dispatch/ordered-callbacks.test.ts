import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { NOT_SPAM } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { RegistryBuilder } from '../registry/registry.ts';
import { RecordingLogger } from '../../../testing/src/standalone/recording-logger.ts';
import { Dispatcher } from './dispatcher.ts';
import { askModules, never, throws } from './test/ask-modules.ts';

test('`OrderedCallbacks.ask()` asks one module after another, and waits for each', async () => {
  const steps: string[] = [];
  const slow = (name: string) => async (): Promise<string> => {
    steps.push(`${name} begins`);
    await setImmediate();
    steps.push(`${name} ends`);
    return NOT_SPAM;
  };
  await askModules('spam_checker', 'user_may_invite', { one: slow('one'), two: slow('two'), three: slow('three') });
  expect(steps).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends']);
});

test('`OrderedCallbacks.ask()` mixes modules that answer with and without a promise', async () => {
  const plain = (): string => NOT_SPAM;
  const promised = async (): Promise<string> => NOT_SPAM;
  const thenable = (): unknown => ({
    // oxlint-disable-next-line unicorn/no-thenable -- a module of another library's promises
    then: (resolve: (answer: string) => void) => resolve(NOT_SPAM),
  });
  const denies = (): string => 'M_FORBIDDEN';
  const modules = {
    one: plain,
    two: promised,
    three: plain,
    four: plain,
    five: thenable,
    six: promised,
    seven: denies,
  };
  const { outcome, asked } = await askModules('spam_checker', 'user_may_invite', { ...modules, eight: plain });
  expect(outcome).toEqual({ denial: expect.objectContaining({ errcode: 'M_FORBIDDEN' }) });
  expect(asked).toEqual(Object.keys(modules));
});

test('`OrderedCallbacks.ask()` hands every module the arguments', async () => {
  const received: unknown[] = [];
  const args = ['@alice:here', '@bob:here', '!room'];
  const records = (...got: readonly unknown[]): string => {
    received.push(got);
    return NOT_SPAM;
  };
  await askModules(
    'spam_checker',
    'user_may_invite',
    { one: records, two: async (...got) => records(...got) },
    { args },
  );
  expect(received).toEqual([args, args]);
});

test('`OrderedCallbacks.ask()` gives each module the whole deadline', async () => {
  const slow = async (): Promise<string> => {
    await wait(60);
    return NOT_SPAM;
  };
  const operation = await askModules(
    'spam_checker',
    'user_may_invite',
    { one: slow, two: slow, three: slow },
    { policy: { deadlineMs: 110 } },
  );
  expect(operation).toEqual({ outcome: undefined, asked: ['one', 'two', 'three'], log: [] });
});

test('`OrderedCallbacks.ask()` pays no heed to an answer after the deadline', async () => {
  let answerLate = (_answer: unknown): void => undefined;
  const one = (): unknown => new Promise((resolve) => (answerLate = resolve));
  const two = async (): Promise<unknown> => {
    answerLate('M_FORBIDDEN');
    await setImmediate();
    return NOT_SPAM;
  };
  const { outcome, asked } = await askModules(
    'spam_checker',
    'user_may_invite',
    { one, two },
    { policy: { onFailure: 'allow' } },
  );
  expect([outcome, asked]).toEqual([undefined, ['one', 'two']]);
});

test('`OrderedCallbacks.ask()` lets several modules in a row miss the deadline', async () => {
  const modules = { one: never, two: never, three: () => NOT_SPAM, four: never, five: throws };
  const operation = await askModules('spam_checker', 'user_may_invite', modules, { policy: { onFailure: 'allow' } });
  expect(operation.outcome).toEqual({ rejects: 'Error: broken' });
  expect(operation.asked).toEqual(Object.keys(modules));
});

test.each([
  ['a remote event allows', '@bob:there', undefined],
  ['an event of a local user answers 503', '@alice:here', { rejects: expect.objectContaining({ status: 503 }) }],
])('`OrderedCallbacks.ask()`: silence about %s', async (_condition, sender, outcome) => {
  const args = [{ sender }];
  const operation = await askModules('spam_checker', 'check_event_for_spam', { one: never }, { args, policy: {} });
  expect(operation.outcome).toEqual(outcome);
});

test('`OrderedCallbacks.ask()` does not call a module whose filter does not match', async () => {
  const event = { sender: '@alice:here', type: 'm.room.message', content: {} };
  const denies = (): string => 'M_FORBIDDEN';
  const options = { args: [event], when: { type: ['m.sticker'] } };
  const one = await askModules('spam_checker', 'check_event_for_spam', { one: denies }, options);
  expect(one).toEqual({ outcome: undefined, asked: [], log: [] });
  const two = await askModules(
    'spam_checker',
    'check_event_for_spam',
    { one: denies },
    { ...options, when: { sender: 'local' } },
  );
  expect(two.asked).toEqual(['one']);
});

test('`OrderedCallbacks.ask()` logs what a module throws after the deadline', async () => {
  const one = async (): Promise<void> => {
    await wait(40);
    throw new Error('too late');
  };
  const two = (): unknown => NOT_SPAM;
  const policy = { deadlineMs: 20, onFailure: 'allow' } as const;
  const { outcome, log } = await askModules('spam_checker', 'user_may_invite', { one, two }, { policy });
  expect(outcome).toBe(undefined);
  await wait(60);
  expect(log).toEqual([
    'error: Module one did not answer user_may_invite in time; it counts as allowing',
    'warn: Module one failed in user_may_invite, after its deadline',
  ]);
});

test('`OrderedCallbacks.ask()` asks in the async context of its caller, after a deadline too', async () => {
  const context = new AsyncLocalStorage<string>();
  const seen: (string | undefined)[] = [];
  const records = async (): Promise<string> => {
    seen.push(context.getStore());
    return NOT_SPAM;
  };
  const builder = new RegistryBuilder(new RecordingLogger());
  for (const [name, userMayInvite] of Object.entries({ one: records, two: never, three: records, four: records })) {
    builder.openModule(name).registerMethods('spam_checker', { userMayInvite });
  }
  const policies = new Map([['user_may_invite', { deadlineMs: 20, onFailure: 'allow' as const }]]);
  const dispatcher = new Dispatcher({ serverName: 'here', log: new RecordingLogger(), policies });
  dispatcher.use(builder.finish());
  const ask = () => dispatcher.callbacks.spamChecker.userMayInvite('@alice:here', '@bob:here', '!room');
  await Promise.all([context.run('first', ask), context.run('second', ask)]);
  expect(Object.groupBy(seen, String)).toEqual({ first: Array(3).fill('first'), second: Array(3).fill('second') });
});
