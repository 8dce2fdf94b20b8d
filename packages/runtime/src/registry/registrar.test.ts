import type { CategoryName } from '@bouton/contract';
import { BoutonError, NOT_SPAM } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { RecordingLogger } from '../test/recording-logger.ts';
import { inspectRegistry } from '../run/inspect-registry.ts';
import { Registrar } from './registrar.ts';

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

test('`Registrar` keeps callbacks in the order of the modules, and of each module', () => {
  const registrar = new Registrar(new RecordingLogger());
  const one = registrar.openModule('one');
  const two = registrar.openModule('two');
  one.registerCallbacks('spam_checker', callbacks('user_may_invite', 'user_may_invite'));
  two.registerCallbacks('spam_checker', callbacks('user_may_join_room', 'user_may_invite'));
  one.registerMethods('spam_checker', { userMayInvite: call, userMayJoinRoom: undefined, checkEventForSpam: null });
  const registry = registrar.finish();

  const invite = registry.registrations('spam_checker', 'user_may_invite');
  expect(invite.map(({ module, callback }) => [module, callback])).toEqual([
    ['one', 'user_may_invite'],
    ['one', 'user_may_invite'],
    ['two', 'user_may_invite'],
    ['one', 'user_may_invite'],
  ]);
  expect(registry.registrations('spam_checker', 'check_event_for_spam')).toEqual([]);
  expect(() => (invite as unknown[]).pop()).toThrow(TypeError);
  expect(Object.isFrozen(invite[0])).toBe(true);
});

test('`Registrar` calls methods on the object that they were registered with', () => {
  class Checks {
    readonly #verdict = NOT_SPAM;
    userMayInvite(): unknown {
      return this.#verdict;
    }
  }
  const registrar = new Registrar(new RecordingLogger());
  registrar.openModule('one').registerMethods('spam_checker', new Checks());
  const [invite] = registrar.finish().registrations('spam_checker', 'user_may_invite');
  expect(invite?.call()).toBe(NOT_SPAM);
});

test.each<[condition: string, category: CategoryName, methods: object, error: string]>([
  [
    'a callback that the category does not have',
    'spam_checker',
    { userMayInvte: call },
    'BOUTON_UNKNOWN_CALLBACK: Module one registers userMayInvte, which is no callback of spam_checker; did you mean "userMayInvite"?',
  ],
  [
    'half a presence router',
    'presence_router',
    { getUsersForStates: call },
    'BOUTON_PRESENCE_ROUTER_PAIR: Module one registers get_users_for_states without get_interested_users, which it needs beside it',
  ],
  [
    'the other half of a presence router',
    'presence_router',
    { getInterestedUsers: call },
    'BOUTON_PRESENCE_ROUTER_PAIR: Module one registers get_interested_users without get_users_for_states, which it needs beside it',
  ],
  [
    'a batch size without on_update',
    'background_update_controller',
    { minBatchSize: call },
    'BOUTON_CALLBACK_MISSING: Module one registers min_batch_size without on_update, which it needs beside it',
  ],
])('`ModuleRegistrar.registerMethods()` refuses %s', (_condition, category, methods, error) => {
  const registrar = new Registrar(new RecordingLogger());
  const one = registrar.openModule('one');
  expect(errorOf(() => one.registerMethods(category, methods))).toBe(error);
  expect(inspectRegistry(registrar.finish()).callbacks).toEqual([]);
});

test('`ModuleRegistrar.registerMethods()` accepts a whole presence router, and an empty one', () => {
  const registrar = new Registrar(new RecordingLogger());
  registrar.openModule('one').registerMethods('presence_router', {});
  registrar.openModule('two').registerMethods('presence_router', { getUsersForStates: call, getInterestedUsers: call });
  expect(inspectRegistry(registrar.finish()).callbacks.map(({ modules }) => modules)).toEqual([['two'], ['two']]);
});

test('`ModuleRegistrar.registerMethods()` refuses what is no function', () => {
  const one = new Registrar(new RecordingLogger()).openModule('one');
  expect(() => one.registerMethods('spam_checker', { userMayInvite: 'NOT_SPAM' })).toThrow(
    new TypeError('Module one registers "NOT_SPAM" as userMayInvite; a function is wanted'),
  );
});

test('`ModuleRegistrar.registerCallbacks()` registers nothing where one of several is unknown', () => {
  const registrar = new Registrar(new RecordingLogger());
  const one = registrar.openModule('one');
  expect(errorOf(() => one.registerCallbacks('spam_checker', callbacks('user_may_invite', 'auth_checkers')))).toBe(
    'BOUTON_UNKNOWN_CALLBACK: Module one registers auth_checkers, which is no callback of spam_checker',
  );
  expect(registrar.finish().registrations('spam_checker', 'user_may_invite')).toEqual([]);
});

test('`ModuleRegistrar.registerCallbacks()` refuses a filter where there is no event', () => {
  const one = new Registrar(new RecordingLogger()).openModule('one');
  const filtered = { callback: 'user_may_invite', call, when: { sender: 'local' } } as const;
  expect(errorOf(() => one.registerCallbacks('spam_checker', [filtered]))).toBe(
    'BOUTON_DECORATOR_ARGUMENT: Module one filters user_may_invite by the event, but it receives none; leave out "when"',
  );
  one.registerCallbacks('spam_checker', [{ ...filtered, callback: 'check_event_for_spam' }]);
});

test('`Registrar` refuses a second module for a legacy callback, naming both', () => {
  const registrar = new Registrar(new RecordingLogger());
  registrar.openModule('one').registerMethods('account_validity', { onLegacyRenew: call });
  const two = registrar.openModule('two');
  expect(errorOf(() => two.registerMethods('account_validity', { onLegacyRenew: call }))).toBe(
    'BOUTON_REGISTERED_TWICE: Modules one and two both register on_legacy_renew, which only one module may have',
  );
});

test('`Registrar` keeps the first background update controller as a whole, and warns of the second', () => {
  const log = new RecordingLogger();
  const registrar = new Registrar(log);
  registrar.openModule('one').registerMethods('background_update_controller', { onUpdate: call });
  registrar
    .openModule('two')
    .registerMethods('background_update_controller', { onUpdate: call, defaultBatchSize: call });
  const registry = registrar.finish();
  expect(registry.registrations('background_update_controller', 'on_update').map(({ module }) => module)).toEqual([
    'one',
  ]);
  expect(registry.registrations('background_update_controller', 'default_batch_size')).toEqual([]);
  expect(log.lines).toEqual([
    'warn: Modules one and two both register background_update_controller callbacks; only those of one are asked',
  ]);
});

test('`Registrar` joins auth checkers of one login type with the same fields, in any order', () => {
  const registrar = new Registrar(new RecordingLogger());
  registrar.openModule('one').registerAuthChecker({ loginType: 'otp', fields: ['password', 'otp'], check });
  registrar.openModule('two').registerAuthChecker({ loginType: 'otp', fields: ['otp', 'password'], check });
  registrar.openModule('three').registerAuthChecker({ loginType: 'badge', fields: [], check });
  expect(inspectRegistry(registrar.finish()).loginTypes).toEqual([
    { loginType: 'otp', fields: ['password', 'otp'], modules: ['one', 'two'] },
    { loginType: 'badge', fields: [], modules: ['three'] },
  ]);
});

test.each([[['password']], [['password', 'otp', 'pin']], [['password', 'pin']], [[]]])(
  '`Registrar` refuses an auth checker with other fields (%o), naming both modules',
  (fields) => {
    const registrar = new Registrar(new RecordingLogger());
    registrar.openModule('one').registerAuthChecker({ loginType: 'otp', fields: ['password', 'otp'], check });
    const two = registrar.openModule('two');
    expect(errorOf(() => two.registerAuthChecker({ loginType: 'otp', fields, check }))).toBe(
      `BOUTON_AUTH_CHECKER_CONFLICT: Module two checks otp with the fields [${fields.join(', ')}], but module one checks it with [password, otp]`,
    );
  },
);

test('`Registrar` keeps the first web resource of a path, and warns of the others', () => {
  const log = new RecordingLogger();
  const registrar = new Registrar(log);
  const path = '/_synapse/client/demo';
  const resource = { GET: () => ({}), PUT: () => ({}) };
  registrar.openModule('one').registerWebResource(path, resource);
  registrar.openModule('two').registerWebResource(path, () => ({}));
  registrar.openModule('three').registerWebResource(path, () => ({}));
  registrar.openModule('four').registerWebResource(`${path}/`, () => ({}));
  const registry = registrar.finish();
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

test.each(['/_matrix/client/v3/demo', '/health', 'demo'])('`Registrar` refuses a web resource at %s', (path) => {
  const one = new Registrar(new RecordingLogger()).openModule('one');
  expect(errorOf(() => one.registerWebResource(path, () => ({})))).toMatch(/^BOUTON_RESERVED_PATH: /);
});

test.each<[what: string, register: (module: ReturnType<Registrar['openModule']>) => void]>([
  ['user_may_invite', (module) => module.registerMethods('spam_checker', { userMayInvite: call })],
  ['an auth checker for otp', (module) => module.registerAuthChecker({ loginType: 'otp', fields: [], check })],
  ['a web resource at /a', (module) => module.registerWebResource('/a', () => ({}))],
])('`ModuleRegistrar` refuses %s once it is closed', (what, register) => {
  const error = `BOUTON_REGISTERED_LATE: Module one registers ${what} after it was constructed; it can do so in its constructor only`;
  const registrar = new Registrar(new RecordingLogger());
  const one = registrar.openModule('one');
  const two = registrar.openModule('two');
  one.close();
  expect(errorOf(() => register(one))).toBe(error);
  register(two);
  registrar.finish();
  expect(errorOf(() => register(two))).toBe(error.replace('one', 'two'));
});

test('`inspectRegistry()` lists callbacks in the order of the contract, with their rules', () => {
  const registrar = new Registrar(new RecordingLogger());
  registrar.openModule('one').registerMethods('third_party_rules', { onNewEvent: call });
  registrar.openModule('two').registerMethods('spam_checker', { userMayInvite: call });
  registrar.openModule('three').registerMethods('spam_checker', { userMayInvite: call });
  expect(inspectRegistry(registrar.finish())).toEqual({
    callbacks: [
      { category: 'spam_checker', callback: 'user_may_invite', rule: 'firstDenial', modules: ['two', 'three'] },
      { category: 'third_party_rules', callback: 'on_new_event', rule: 'notifyAll', modules: ['one'] },
    ],
    loginTypes: [],
    webResources: [],
  });
});
