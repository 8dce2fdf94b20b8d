import type { CategoryName } from '@bouton/contract';
import { BoutonError, NOT_SPAM } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { RecordingLogger } from '../../../testing/src/standalone/recording-logger.ts';
import { inspectRegistry } from '../run/inspect.ts';
import { RegistryBuilder } from './registry.ts';

const call = (): unknown => NOT_SPAM;
const check = (): null => null;
const callbacks = (...names: string[]) => names.map((callback) => ({ callback, call }));

function errorOf(action: () => void): string {
  try {
    action();
  } catch (error) {
    if (error instanceof BoutonError) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error('nothing was thrown');
}

test('`RegistryBuilder` keeps callbacks in the order of the modules, and of each module', () => {
  const builder = new RegistryBuilder(new RecordingLogger());
  const one = builder.openModule('one');
  const two = builder.openModule('two');
  one.registerCallbacks('spam_checker', callbacks('user_may_invite', 'user_may_invite'));
  two.registerCallbacks('spam_checker', callbacks('user_may_join_room', 'user_may_invite'));
  one.registerMethods('spam_checker', { userMayInvite: call, userMayJoinRoom: undefined, checkEventForSpam: null });
  const registry = builder.finish();

  const invite = registry.callbacks('spam_checker', 'user_may_invite');
  expect(invite.map(({ module, callback }) => [module, callback])).toEqual([
    ['one', 'user_may_invite'],
    ['one', 'user_may_invite'],
    ['two', 'user_may_invite'],
    ['one', 'user_may_invite'],
  ]);
  expect(registry.callbacks('spam_checker', 'check_event_for_spam')).toEqual([]);
  expect(() => (invite as unknown[]).pop()).toThrow(TypeError);
  expect(Object.isFrozen(invite[0])).toBe(true);
});

test('`RegistryBuilder` calls methods on the object that they were registered with', () => {
  class Checks {
    readonly #verdict = NOT_SPAM;
    userMayInvite(): unknown {
      return this.#verdict;
    }
  }
  const builder = new RegistryBuilder(new RecordingLogger());
  builder.openModule('one').registerMethods('spam_checker', new Checks());
  const [invite] = builder.finish().callbacks('spam_checker', 'user_may_invite');
  expect(invite?.call()).toBe(NOT_SPAM);
});

test.each<[condition: string, category: CategoryName, methods: object, error: string]>([
  [
    'a callback that the category does not have',
    'spam_checker',
    { userMayInvte: call },
    'BOUTON_UNKNOWN_CALLBACK: Module one registers userMayInvte, which is not a callback of spam_checker; did you mean "userMayInvite"?',
  ],
  [
    'half a presence router',
    'presence_router',
    { getUsersForStates: call },
    'BOUTON_CALLBACK_MISSING: Module one registers get_users_for_states without get_interested_users, which it needs beside it',
  ],
  [
    'the other half of a presence router',
    'presence_router',
    { getInterestedUsers: call },
    'BOUTON_CALLBACK_MISSING: Module one registers get_interested_users without get_users_for_states, which it needs beside it',
  ],
  [
    'a batch size without on_update',
    'background_update_controller',
    { minBatchSize: call },
    'BOUTON_CALLBACK_MISSING: Module one registers min_batch_size without on_update, which it needs beside it',
  ],
])('`Registrar.registerMethods()` refuses %s', (_condition, category, methods, error) => {
  const builder = new RegistryBuilder(new RecordingLogger());
  const one = builder.openModule('one');
  expect(errorOf(() => one.registerMethods(category, methods))).toBe(error);
  expect(inspectRegistry(builder.finish()).callbacks).toEqual([]);
});

test('`Registrar.registerMethods()` accepts a whole presence router, and an empty one', () => {
  const builder = new RegistryBuilder(new RecordingLogger());
  builder.openModule('one').registerMethods('presence_router', {});
  builder.openModule('two').registerMethods('presence_router', { getUsersForStates: call, getInterestedUsers: call });
  expect(inspectRegistry(builder.finish()).callbacks.map(({ modules }) => modules)).toEqual([['two'], ['two']]);
});

test('`Registrar.registerMethods()` refuses what is not a function', () => {
  const one = new RegistryBuilder(new RecordingLogger()).openModule('one');
  expect(() => one.registerMethods('spam_checker', { userMayInvite: 'NOT_SPAM' })).toThrow(
    new TypeError('Module one registers "NOT_SPAM" as userMayInvite; a function is wanted'),
  );
});

test('`Registrar.registerCallbacks()` registers nothing if one of several is unknown', () => {
  const builder = new RegistryBuilder(new RecordingLogger());
  const one = builder.openModule('one');
  expect(errorOf(() => one.registerCallbacks('spam_checker', callbacks('user_may_invite', 'auth_checkers')))).toBe(
    'BOUTON_UNKNOWN_CALLBACK: Module one registers auth_checkers, which is not a callback of spam_checker',
  );
  expect(builder.finish().callbacks('spam_checker', 'user_may_invite')).toEqual([]);
});

test('`Registrar.registerCallbacks()` refuses a filter if there is no event', () => {
  const one = new RegistryBuilder(new RecordingLogger()).openModule('one');
  const filtered = { callback: 'user_may_invite', call, when: { sender: 'local' } } as const;
  expect(errorOf(() => one.registerCallbacks('spam_checker', [filtered]))).toBe(
    'BOUTON_DECORATOR_ARGUMENT: Module one filters user_may_invite by the event, but it receives none; leave out "when"',
  );
  one.registerCallbacks('spam_checker', [{ ...filtered, callback: 'check_event_for_spam' }]);
});

test('`RegistryBuilder` refuses a second module for a legacy callback, naming both', () => {
  const builder = new RegistryBuilder(new RecordingLogger());
  builder.openModule('one').registerMethods('account_validity', { onLegacyRenew: call });
  const two = builder.openModule('two');
  expect(errorOf(() => two.registerMethods('account_validity', { onLegacyRenew: call }))).toBe(
    'BOUTON_REGISTERED_TWICE: Modules one and two both register on_legacy_renew, which only one module may have',
  );
});

test('`RegistryBuilder` keeps the first background update controller as a whole, and warns of the second', () => {
  const log = new RecordingLogger();
  const builder = new RegistryBuilder(log);
  builder.openModule('one').registerMethods('background_update_controller', { onUpdate: call });
  builder.openModule('two').registerMethods('background_update_controller', { onUpdate: call, defaultBatchSize: call });
  const registry = builder.finish();
  expect(registry.callbacks('background_update_controller', 'on_update').map(({ module }) => module)).toEqual(['one']);
  expect(registry.callbacks('background_update_controller', 'default_batch_size')).toEqual([]);
  expect(log.lines).toEqual([
    'warn: Modules one and two both register background_update_controller callbacks; only those of one are asked',
  ]);
});

test('`RegistryBuilder` joins auth checkers of one login type with the same fields, in any order', () => {
  const builder = new RegistryBuilder(new RecordingLogger());
  builder.openModule('one').registerAuthChecker({ loginType: 'otp', fields: ['password', 'otp'], check });
  builder.openModule('two').registerAuthChecker({ loginType: 'otp', fields: ['otp', 'password'], check });
  builder.openModule('three').registerAuthChecker({ loginType: 'badge', fields: [], check });
  expect(inspectRegistry(builder.finish()).loginTypes).toEqual([
    { loginType: 'otp', fields: ['password', 'otp'], modules: ['one', 'two'] },
    { loginType: 'badge', fields: [], modules: ['three'] },
  ]);
});

test.each([[['password']], [['password', 'otp', 'pin']], [['password', 'pin']], [[]]])(
  '`RegistryBuilder` refuses an auth checker with other fields (%o), naming both modules',
  (fields) => {
    const builder = new RegistryBuilder(new RecordingLogger());
    builder.openModule('one').registerAuthChecker({ loginType: 'otp', fields: ['password', 'otp'], check });
    const two = builder.openModule('two');
    expect(errorOf(() => two.registerAuthChecker({ loginType: 'otp', fields, check }))).toBe(
      `BOUTON_AUTH_CHECKER_CONFLICT: Module two checks otp with the fields [${fields.join(', ')}], but module one checks it with [password, otp]`,
    );
  },
);

test('`RegistryBuilder` keeps the first web resource of a path, and warns of the others', () => {
  const log = new RecordingLogger();
  const builder = new RegistryBuilder(log);
  const path = '/_synapse/client/demo';
  const resource = { GET: () => ({}), PUT: () => ({}) };
  builder.openModule('one').registerWebResource(path, resource);
  builder.openModule('two').registerWebResource(path, () => ({}));
  builder.openModule('three').registerWebResource(path, () => ({}));
  builder.openModule('four').registerWebResource(`${path}/`, () => ({}));
  const registry = builder.finish();
  expect(registry.webResources.get(path)).toEqual({ module: 'one', resource, shadowed: ['two', 'three'] });
  expect(inspectRegistry(registry).webResources).toEqual([
    { path, methods: ['GET', 'PUT'], module: 'one', shadowed: ['two', 'three'] },
    { path: `${path}/`, methods: ['*'], module: 'four', shadowed: [] },
  ]);
  expect(log.lines).toEqual([
    `warn: Modules one and two both have a web resource at ${path}; one answers`,
    `warn: Modules one and three both have a web resource at ${path}; one answers`,
  ]);
});

test.each(['/_matrix/client/v3/demo', '/health', 'demo'])('`RegistryBuilder` refuses a web resource at %s', (path) => {
  const one = new RegistryBuilder(new RecordingLogger()).openModule('one');
  expect(errorOf(() => one.registerWebResource(path, () => ({})))).toMatch(/^BOUTON_RESERVED_PATH: /);
});

test.each<[what: string, register: (module: ReturnType<RegistryBuilder['openModule']>) => void]>([
  ['user_may_invite', (module) => module.registerMethods('spam_checker', { userMayInvite: call })],
  ['an auth checker for otp', (module) => module.registerAuthChecker({ loginType: 'otp', fields: [], check })],
  ['a web resource at /a', (module) => module.registerWebResource('/a', () => ({}))],
])('`Registrar` refuses %s once it is closed', (what, register) => {
  const error = `BOUTON_REGISTERED_LATE: Module one registers ${what} after it was constructed; it can do so in its constructor only`;
  const builder = new RegistryBuilder(new RecordingLogger());
  const one = builder.openModule('one');
  const two = builder.openModule('two');
  one.close();
  expect(errorOf(() => register(one))).toBe(error);
  register(two);
  builder.finish();
  expect(errorOf(() => register(two))).toBe(error.replace('one', 'two'));
});

test('`inspectRegistry()` lists callbacks in the order of the contract, with their rules', () => {
  const builder = new RegistryBuilder(new RecordingLogger());
  builder.openModule('one').registerMethods('third_party_rules', { onNewEvent: call });
  builder.openModule('two').registerMethods('spam_checker', { userMayInvite: call });
  builder.openModule('three').registerMethods('spam_checker', { userMayInvite: call });
  expect(inspectRegistry(builder.finish())).toEqual({
    callbacks: [
      { category: 'spam_checker', callback: 'user_may_invite', rule: 'firstDenial', modules: ['two', 'three'] },
      { category: 'third_party_rules', callback: 'on_new_event', rule: 'notifyAll', modules: ['one'] },
    ],
    loginTypes: [],
    webResources: [],
  });
});
