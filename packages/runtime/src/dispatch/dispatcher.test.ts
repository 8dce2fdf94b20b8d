import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { CALLBACKS, categoryKey, toCamelCase, type CategoryName } from '@bouton/contract';
import { Codes, NOT_SPAM, SynapseError, type LoginResult, type Requester, type SpamVerdict } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { ListedStateMap } from '../lib/listed-state-map.ts';
import { RegistryBuilder } from '../registry/registry.ts';
import { RecordingLogger } from '../../../testing/src/standalone/recording-logger.ts';
import type { Callbacks } from './callbacks.ts';
import { Dispatcher, type DispatcherOptions } from './dispatcher.ts';
import type { CallbackCall } from './observed-call.ts';
import { messageEvent } from './test/message-event.ts';

type Methods = Readonly<Record<string, unknown>>;

function registryOf(modules: Readonly<Record<string, Partial<Record<CategoryName, Methods>>>>) {
  const builder = new RegistryBuilder(new RecordingLogger());
  for (const [name, categories] of Object.entries(modules)) {
    const module = builder.openModule(name);
    for (const [category, methods] of Object.entries(categories))
      module.registerMethods(category as CategoryName, methods);
  }
  return builder.finish();
}

function dispatch(
  modules: Parameters<typeof registryOf>[0],
  options: Partial<DispatcherOptions> = {},
): { callbacks: Callbacks; dispatcher: Dispatcher; log: RecordingLogger } {
  const log = new RecordingLogger();
  const dispatcher = new Dispatcher({ serverName: 'here', log, ...options });
  dispatcher.use(registryOf(modules));
  return { callbacks: dispatcher.callbacks, dispatcher, log };
}

test('`Dispatcher.callbacks` has a function for every callback of the contract, and nothing else', () => {
  const { callbacks } = new Dispatcher({ serverName: 'here', log: new RecordingLogger() });
  const { has, ...categories } = callbacks;
  const names = Object.entries(categories).flatMap(([category, functions]) =>
    Object.keys(functions).map((name) => `${category}.${name}`),
  );
  const expected = CALLBACKS.map(({ category, name }) => {
    return `${categoryKey(category)}.${name === 'auth_checkers' ? 'checkAuth' : toCamelCase(name)}`;
  });
  expect(names.toSorted()).toEqual([...expected, 'passwordAuthProvider.loginTypes'].toSorted());
  expect(has).toBeTypeOf('function');
});

test('`Dispatcher` asks nobody before it has a registry', async () => {
  const { callbacks } = new Dispatcher({ serverName: 'here', log: new RecordingLogger() });
  expect(callbacks.has('spam_checker', 'user_may_invite')).toBe(false);
  expect(await callbacks.spamChecker.userMayInvite('@alice:here', '@bob:here', '!room')).toBe(undefined);
  expect(callbacks.passwordAuthProvider.loginTypes).toEqual(new Map());
  expect(await callbacks.passwordAuthProvider.checkAuth('alice', 'm.login.password', { password: 'x' })).toBe(
    undefined,
  );
  expect(callbacks.backgroundUpdateController.onUpdate('update', 'master', false)).toBe(undefined);
});

test('`Dispatcher.callbacks.has()` knows what modules registered', () => {
  const { callbacks } = dispatch({ one: { spam_checker: { userMayInvite: () => NOT_SPAM } } });
  expect(callbacks.has('spam_checker', 'user_may_invite')).toBe(true);
  expect(callbacks.has('spam_checker', 'user_may_join_room')).toBe(false);
  expect(callbacks.has('password_auth_provider', 'auth_checkers')).toBe(false);
  // @ts-expect-error There is no such callback.
  expect(() => callbacks.has('spam_checker', 'user_may_invte')).toThrow(RangeError);
});

test('`Dispatcher.use()` replaces the modules, but not those of an operation that has begun', async () => {
  const { promise, resolve } = Promise.withResolvers<SpamVerdict>();
  const { callbacks, dispatcher } = dispatch({
    one: { spam_checker: { userMayInvite: () => promise } },
    two: { spam_checker: { userMayInvite: () => Codes.NOT_FOUND } },
  });
  const begun = callbacks.spamChecker.userMayInvite('@alice:here', '@bob:here', '!room');
  dispatcher.use(registryOf({ three: { spam_checker: { userMayInvite: () => NOT_SPAM } } }));
  expect(await callbacks.spamChecker.userMayInvite('@alice:here', '@bob:here', '!room')).toBe(undefined);
  resolve(NOT_SPAM);
  expect((await begun)?.errcode).toBe('M_NOT_FOUND');
});

const invite = messageEvent({ type: 'm.room.member', sender: '@bob:there', state_key: '@alice:here' });

test('`federatedUserMayInvite()` goes on to user_may_invite, with its own denial', async () => {
  const asked: unknown[] = [];
  const userMayInvite = (...args: readonly unknown[]): SpamVerdict => {
    asked.push(args);
    return [Codes.LIMIT_EXCEEDED, { a: 1 }];
  };
  const { callbacks } = dispatch({
    one: { spam_checker: { userMayInvite } },
    two: { spam_checker: { federatedUserMayInvite: () => NOT_SPAM } },
  });
  const denial = await callbacks.spamChecker.federatedUserMayInvite(invite);
  expect(asked).toEqual([['@bob:there', '@alice:here', '!room']]);
  expect(denial).toEqual(
    new SynapseError(403, 'This user is not permitted to send invites to this server/user', 'M_LIMIT_EXCEEDED', {
      a: 1,
    }),
  );
});

test('`federatedUserMayInvite()` does not go on after a denial', async () => {
  const { callbacks } = dispatch({
    one: {
      spam_checker: {
        federatedUserMayInvite: () => Codes.NOT_FOUND,
        userMayInvite: () => {
          throw new Error('asked in spite of a denial');
        },
      },
    },
  });
  expect((await callbacks.spamChecker.federatedUserMayInvite(invite))?.errcode).toBe('M_NOT_FOUND');
});

test('`federatedUserMayInvite()` allows if user_may_invite is silent, because the invite is remote', async () => {
  const { callbacks } = dispatch(
    { one: { spam_checker: { userMayInvite: () => new Promise(() => undefined) } } },
    { policies: new Map([['user_may_invite', { deadlineMs: 10 }]]) },
  );
  expect(await callbacks.spamChecker.federatedUserMayInvite(invite)).toBe(undefined);
  await expect(callbacks.spamChecker.userMayInvite('@alice:here', '@bob:here', '!room')).rejects.toThrow(
    'A module of this homeserver does not answer',
  );
  expect(await callbacks.spamChecker.userMayInvite('@alice:elsewhere', '@bob:here', '!room')).toBe(undefined);
});

const requester: Requester = {
  user: '@alice:here',
  deviceId: null,
  isGuest: false,
  shadowBanned: false,
  appServiceId: null,
  authenticatedEntity: '@alice:here',
};

const broken = new Error('broken');
const breaks = (): never => {
  throw broken;
};

test.for<[expected: string, ask: (callbacks: Callbacks) => Promise<unknown>]>([
  [
    '500 Internal server error',
    ({ thirdPartyRules }) => thirdPartyRules.checkEventAllowed(messageEvent(), new ListedStateMap()),
  ],
  [
    '403 Room creation forbidden with these parameters',
    ({ thirdPartyRules }) => thirdPartyRules.onCreateRoom(requester, {}, false),
  ],
  [
    '500 Internal Server Error',
    ({ passwordAuthProvider }) => passwordAuthProvider.is3pidAllowed('email', 'a@b.c', true),
  ],
])('What a module threw is the cause of %s', async ([expected, ask]) => {
  const { callbacks } = dispatch({
    one: {
      third_party_rules: { checkEventAllowed: breaks, onCreateRoom: breaks },
      password_auth_provider: { is3pidAllowed: breaks },
    },
  });
  const error = await ask(callbacks).catch((thrown: unknown) => thrown);
  if (!SynapseError.is(error)) throw new TypeError('A SynapseError is wanted', { cause: error });
  expect(`${error.status} ${error.message}`).toBe(expected);
  expect(error.cause).toBe(broken);
});

test('A module that does not answer in time is named in the cause', async () => {
  const { callbacks } = dispatch(
    { one: { spam_checker: { userMayInvite: () => new Promise(() => undefined) } } },
    { policies: new Map([['user_may_invite', { deadlineMs: 10 }]]) },
  );
  await expect(callbacks.spamChecker.userMayInvite('@alice:here', '@bob:here', '!room')).rejects.toMatchObject({
    status: 503,
    cause: new Error('Module one did not answer user_may_invite in time'),
  });
});

test('`userMayCreateRoom()` gives each module a copy of the config of its own', async () => {
  const config = { name: 'room', initial_state: [{ type: 'm.room.topic', content: { topic: 'x' } }] };
  const seen: unknown[] = [];
  const userMayCreateRoom = (_user: unknown, copy: typeof config): SpamVerdict => {
    seen.push(structuredClone(copy));
    copy.initial_state.pop();
    return NOT_SPAM;
  };
  const { callbacks } = dispatch({
    one: { spam_checker: { userMayCreateRoom } },
    two: { spam_checker: { userMayCreateRoom } },
  });
  const original = structuredClone(config);
  await callbacks.spamChecker.userMayCreateRoom('@alice:here', config);
  expect(seen).toEqual([original, original]);
  expect(config).toEqual(original);
});

test('`onCreateRoom()` gives all modules the config itself', async () => {
  const { callbacks } = dispatch({
    one: {
      third_party_rules: { onCreateRoom: (_: unknown, config: { name: string }) => void (config.name += ' one') },
    },
    two: {
      third_party_rules: { onCreateRoom: (_: unknown, config: { name: string }) => void (config.name += ' two') },
    },
  });
  const config = { name: 'room' };
  await callbacks.thirdPartyRules.onCreateRoom(requester, config, false);
  expect(config).toEqual({ name: 'room one two' });
});

test('`checkAuth()` asks the checkers of the login type, in order', async () => {
  const asked: unknown[] = [];
  const checker = (module: string, result: LoginResult) => ({
    loginType: 'com.example.otp',
    fields: ['password', 'otp'],
    check: (...args: readonly unknown[]): LoginResult => {
      asked.push([module, ...args]);
      return result;
    },
  });
  const builder = new RegistryBuilder(new RecordingLogger());
  builder.openModule('one').registerAuthChecker(checker('one', null));
  builder.openModule('two').registerAuthChecker(checker('two', ['@alice:here']));
  builder.openModule('three').registerAuthChecker({ ...checker('three', ['@mallory:here']), loginType: 'other' });
  const { dispatcher, callbacks } = dispatch({});
  dispatcher.use(builder.finish());

  expect(callbacks.has('password_auth_provider', 'auth_checkers')).toBe(true);
  expect([...callbacks.passwordAuthProvider.loginTypes]).toEqual([
    ['com.example.otp', ['password', 'otp']],
    ['other', ['password', 'otp']],
  ]);
  const fields = { password: 'x', otp: '7' };
  expect(await callbacks.passwordAuthProvider.checkAuth('alice', 'com.example.otp', fields)).toEqual({
    userId: '@alice:here',
  });
  expect(asked).toEqual([
    ['one', 'alice', 'com.example.otp', fields],
    ['two', 'alice', 'com.example.otp', fields],
  ]);
  expect(await callbacks.passwordAuthProvider.checkAuth('alice', 'm.login.password', fields)).toBe(undefined);
});

test('`Dispatcher` logs module, category, callback and rule of what a module did wrong', async () => {
  const error = new Error('broken');
  const { callbacks, log } = dispatch({
    one: { third_party_rules: { onNewEvent: () => Promise.reject(error) } },
    two: { spam_checker: { userMayInvite: () => 7 } },
  });
  await callbacks.thirdPartyRules.onNewEvent(invite, {
    get: async () => undefined,
    ofType: async () => [],
    all: async () => [],
  });
  await callbacks.spamChecker.userMayInvite('@alice:here', '@bob:here', '!room');
  expect(log.fields).toEqual([
    {
      module: 'one',
      category: 'third_party_rules',
      callback: 'on_new_event',
      rule: 'notifyAll',
      onException: 'log',
      error,
    },
    { module: 'two', category: 'spam_checker', callback: 'user_may_invite', rule: 'firstDenial' },
  ]);
});

test('`Dispatcher` publishes each call of a module while somebody observes', async () => {
  const calls: CallbackCall[] = [];
  const record = (call: unknown): void => void calls.push(call as CallbackCall);
  const { callbacks } = dispatch(
    {
      allows: { spam_checker: { userMayInvite: () => NOT_SPAM, userMayJoinRoom: async () => NOT_SPAM } },
      sleeps: { spam_checker: { userMayJoinRoom: () => new Promise(() => undefined) } },
      denies: { spam_checker: { userMayInvite: async () => Codes.FORBIDDEN } },
      throws: { spam_checker: { userMayJoinRoom: () => Promise.reject(new Error('broken')) } },
    },
    { policies: new Map([['user_may_join_room', { deadlineMs: 20, onFailure: 'allow' }]]) },
  );
  const ask = async (): Promise<void> => {
    await callbacks.spamChecker.userMayInvite('@alice:here', '@bob:here', '!room');
    await callbacks.spamChecker.userMayJoinRoom('@alice:here', '!room', false).catch(() => undefined);
  };
  subscribe('bouton:callback', record);
  await ask();
  unsubscribe('bouton:callback', record);
  await ask();

  const shown = calls.map(({ module, category, callback, outcome }) => [module, `${category}.${callback}`, outcome]);
  expect(shown).toEqual([
    ['allows', 'spam_checker.user_may_invite', 'passed'],
    ['denies', 'spam_checker.user_may_invite', 'decided'],
    ['allows', 'spam_checker.user_may_join_room', 'passed'],
    ['sleeps', 'spam_checker.user_may_join_room', 'timedOut'],
    ['throws', 'spam_checker.user_may_join_room', 'threw'],
  ]);
  expect(calls.every(({ durationMs }) => durationMs >= 0)).toBe(true);
  expect(calls[3]?.durationMs).toBeGreaterThan(15);
});
