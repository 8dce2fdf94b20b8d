import { BoutonError, ModuleApi, NOT_SPAM } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { Caches } from './caches.ts';
import type { HostPort } from './host-port.ts';
import { ManualClock } from '../lib/manual-clock.ts';
import { Scheduler } from './scheduler.ts';
import { RecordingLogger } from '../../../testing/src/standalone/recording-logger.ts';
import { Threads } from './threads.ts';
import { HOST_MEMBERS } from './host-members.ts';
import { HostedModuleApi } from './hosted-module-api.ts';
import { inspectRegistry } from '../run/inspect.ts';
import { RegistryBuilder } from '../registry/registry.ts';

class SmallHost implements HostPort {
  readonly hostName = 'the small host';
  readonly serverName = 'here:8448';
  readonly publicBaseurl = 'https://here/';
  readonly workerName = null;
  readonly workerApp = null;
  readonly clock = new ManualClock(1000);
  readonly log = new RecordingLogger();
  readonly broadcasts: unknown[] = [];
  readonly #admins = new Set<string>(['@root:here:8448']);

  shouldRunBackgroundTasks(): boolean {
    return true;
  }

  async isUserAdmin(userId: string): Promise<boolean> {
    return this.#admins.has(userId);
  }

  async broadcastInvalidation(cache: string, keys: readonly unknown[]): Promise<void> {
    this.broadcasts.push([cache, keys]);
  }
}

function start(host: HostPort = new SmallHost()) {
  const builder = new RegistryBuilder(host.log);
  const module = builder.openModule('demo');
  const log = host.log.child({ module: 'demo' });
  const scheduler = new Scheduler(host, log);
  const parts = { host, registrar: module, scheduler, threads: new Threads(), caches: new Caches(), log };
  const api: ModuleApi = new HostedModuleApi(parts);
  return { api, builder, module };
}

test('`HostedModuleApi` is a ModuleApi', () => {
  expect(start().api).toBeInstanceOf(ModuleApi);
});

test('`HostedModuleApi` hands members on to the host', async () => {
  const { api } = start();
  expect([api.serverName, api.publicBaseurl, api.workerName, api.workerApp]).toEqual([
    'here:8448',
    'https://here/',
    null,
    null,
  ]);
  expect(api.shouldRunBackgroundTasks()).toBe(true);
  expect([await api.isUserAdmin('@root:here:8448'), await api.isUserAdmin('@alice:here:8448')]).toEqual([true, false]);
});

test.each([...HOST_MEMBERS].filter(([name]) => !(name in SmallHost.prototype || name in new SmallHost())))(
  '`HostedModuleApi.%s` says that the host does not implement it',
  (name, kind) => {
    const { api } = start();
    const use = (): unknown => {
      const member: unknown = Reflect.get(api, name);
      return kind === 'method' ? (member as () => unknown).call(api) : member;
    };
    const error = new BoutonError('BOUTON_NOT_IMPLEMENTED', `${name} is not implemented by the small host`);
    expect(use).toThrow(error);
  },
);

test('`HostedModuleApi` registers callbacks of every category', () => {
  const { api, builder } = start();
  const call = (): never => {
    throw new Error('nobody asks');
  };
  api.registerSpamCheckerCallbacks({ userMayInvite: () => NOT_SPAM });
  api.registerAccountValidityCallbacks({ isUserExpired: call });
  api.registerThirdPartyRulesCallbacks({ onNewEvent: call });
  api.registerPresenceRouterCallbacks({ getUsersForStates: call, getInterestedUsers: call });
  api.registerPasswordAuthProviderCallbacks({
    onLoggedOut: call,
    authCheckers: [{ loginType: 'com.example.otp', fields: ['otp'], check: call }],
  });
  api.registerBackgroundUpdateControllerCallbacks({ onUpdate: call });
  api.registerAccountDataCallbacks({ onAccountDataUpdated: call });
  api.registerMediaRepositoryCallbacks({ getMediaConfigForUser: call });
  api.registerRatelimitCallbacks({ getRatelimitOverrideForUser: call });
  api.registerAddExtraFieldsToUnsignedClientEventCallbacks({ addFieldToUnsignedCallback: call });
  api.registerFederationCallbacks({ onEventDeliveredOverFederation: call });
  api.registerWebResource('/_synapse/client/demo', call);

  const { callbacks, loginTypes, webResources } = inspectRegistry(builder.finish());
  expect(callbacks.map(({ callback }) => callback)).toEqual([
    'user_may_invite',
    'is_user_expired',
    'on_new_event',
    'get_users_for_states',
    'get_interested_users',
    'on_logged_out',
    'on_update',
    'on_account_data_updated',
    'get_media_config_for_user',
    'get_ratelimit_override_for_user',
    'add_field_to_unsigned_callback',
    'on_event_delivered_over_federation',
  ]);
  expect(loginTypes).toEqual([{ loginType: 'com.example.otp', fields: ['otp'], modules: ['demo'] }]);
  expect(webResources).toEqual([{ path: '/_synapse/client/demo', methods: ['*'], module: 'demo', shadowed: [] }]);
});

test('`HostedModuleApi` registers callbacks that see only what their filter lets through', () => {
  const { api, builder } = start();
  const type = ['m.room.member'];
  api.registerSpamCheckerCallbacks({ checkEventForSpam: () => NOT_SPAM }, { when: { type } });
  api.registerThirdPartyRulesCallbacks({ onNewEvent: () => undefined }, { when: { sender: 'local' } });
  api.registerAddExtraFieldsToUnsignedClientEventCallbacks(
    { addFieldToUnsignedCallback: () => ({}) },
    { when: { state: true } },
  );
  type.push('m.room.message');
  const registry = builder.finish();
  expect(registry.callbacks('spam_checker', 'check_event_for_spam').map(({ when }) => when)).toEqual([
    { type: ['m.room.member'] },
  ]);
  expect(registry.callbacks('third_party_rules', 'on_new_event').map(({ when }) => when)).toEqual([
    { sender: 'local' },
  ]);
  expect(
    registry
      .callbacks('add_extra_fields_to_unsigned_client_event', 'add_field_to_unsigned_callback')
      .map(({ when }) => when),
  ).toEqual([{ state: true }]);
});

test('`HostedModuleApi` refuses a filter of callbacks that receive no event, and one that is malformed', () => {
  const { api, builder } = start();
  // @ts-expect-error An invite is asked about before there is an event.
  expect(() => api.registerSpamCheckerCallbacks({ userMayInvite: () => NOT_SPAM }, { when: { state: true } })).toThrow(
    new BoutonError(
      'BOUTON_DECORATOR_ARGUMENT',
      'Module demo filters user_may_invite by the event, but it receives none; leave out "when"',
    ),
  );
  expect(() =>
    // @ts-expect-error There is no such condition.
    api.registerSpamCheckerCallbacks({ checkEventForSpam: () => NOT_SPAM }, { when: { types: ['m.room.member'] } }),
  ).toThrow(
    new BoutonError(
      'BOUTON_DECORATOR_ARGUMENT',
      'Module demo, spam_checker callbacks: the filter has no condition "types"; ' +
        'there are type, sender, state, membership',
    ),
  );
  expect(builder.finish().callbacks('spam_checker', 'check_event_for_spam')).toEqual([]);
});

test('`HostedModuleApi` refuses auth checkers that are not a list, and registers nothing', () => {
  const { api, builder } = start();
  const call = (): never => {
    throw new Error('nobody asks');
  };
  const checkers = { 'com.example.otp': call };
  // @ts-expect-error It is Synapse that takes a mapping.
  expect(() => api.registerPasswordAuthProviderCallbacks({ authCheckers: checkers, onLoggedOut: call })).toThrow(
    new TypeError('Module demo registers an object (Object) as authCheckers; a list of auth checkers is wanted'),
  );
  expect(builder.finish().callbacks('password_auth_provider', 'on_logged_out')).toEqual([]);
});

test('`HostedModuleApi` knows what belongs to the homeserver', () => {
  const { api } = start();
  expect(api.getQualifiedUserId('alice')).toBe('@alice:here:8448');
  expect(api.getQualifiedUserId('@bob:there')).toBe('@bob:there');
  const ids = ['@alice:here:8448', '#room:here:8448', '@alice:here', '!hash', 'here:8448', ''];
  expect(ids.filter((id) => api.isMine(id))).toEqual(['@alice:here:8448', '#room:here:8448']);
});

test('`HostedModuleApi` tells the time, sleeps and schedules by the clock of the host', async () => {
  const host = new SmallHost();
  const { api } = start(host);
  const seen: string[] = [];
  const note = (what: string) => (): void => void seen.push(`${what} at ${api.getCurrentTimeMsec()}`);
  void api.sleep(1.5).then(note('awake'));
  api.loopingBackgroundCall(note('looping'), 1000);
  api.delayedBackgroundCall(500, note('delayed'));
  api.delayedBackgroundCall(700, note('cancelled')).cancel();
  expect(await api.runAsBackgroundProcess('now', () => 7)).toBe(7);
  await host.clock.advance(2000);
  expect(seen).toEqual(['delayed at 1500', 'looping at 2000', 'awake at 2500', 'looping at 3000']);
});

test('`HostedModuleApi.supports()` knows what the host has, what it lacks, and callbacks', () => {
  class OldHost extends SmallHost {
    readonly missing = new Map([
      ['isUserAdmin', 'Synapse 1.39 or newer'],
      ['onEventDeliveredOverFederation', 'Synapse 1.158 or newer'],
    ]);
  }
  const [present, old] = [start().api, start(new OldHost()).api];
  expect([present.supports('isUserAdmin'), present.supports('setUserAdmin'), present.supports('sleep')]).toEqual([
    true,
    false,
    true,
  ]);
  expect([present, old].map((api) => api.supports('onEventDeliveredOverFederation'))).toEqual([true, false]);
  expect(old.supports('isUserAdmin')).toBe(false);
  expect([present.supports('logger'), present.supports('registerWebResource')]).toEqual([true, true]);
  // A module may be newer than the runtime, or written in JavaScript.
  expect(
    ['tellTheFuture', 'userMayDream', 'isUserAdmi', 'toString', 'constructor'].filter((name) =>
      present.supports(name as 'sleep'),
    ),
  ).toEqual([]);
  expect(() => old.isUserAdmin('@a:b')).toThrow(
    new BoutonError('BOUTON_NOT_IMPLEMENTED', 'isUserAdmin needs Synapse 1.39 or newer; this is the small host'),
  );
});

test('`HostedModuleApi` caches functions, and invalidates them here and elsewhere', async () => {
  const host = new SmallHost();
  const { api, module } = start(host);
  let computed = 0;
  const department = api.registerCachedFunction('department', async (userId: string) => `${userId} ${++computed}`);
  expect([await department('@a:x'), await department('@a:x'), await department('@b:x')]).toEqual([
    '@a:x 1',
    '@a:x 1',
    '@b:x 2',
  ]);
  await api.invalidateCache(department, ['@a:x']);
  expect([await department('@a:x'), await department('@b:x')]).toEqual(['@a:x 3', '@b:x 2']);
  expect(host.broadcasts).toEqual([['demo.department', ['@a:x']]]);

  module.close();
  expect(() => api.registerCachedFunction('late', async () => 1)).toThrow(
    'Module demo registers the cached function late after it was constructed; it can do so in its constructor only',
  );
});

test('`HostedModuleApi.invalidateCache()` refuses a function that is not cached', async () => {
  const { api } = start();
  await expect(api.invalidateCache(async function plain() {}, [])).rejects.toThrow(
    new BoutonError(
      'BOUTON_NOT_CACHED',
      'plain is not a @Cached method of a running module; pass the method of the instance, as in api.invalidateCache(this.department, [userId])',
    ),
  );
});

test('`HostedModuleApi` has an HTTP client and checks push rules, whatever the host is', async () => {
  const { api } = start();
  expect(await api.httpClient.getJson('data:application/json,[1]')).toEqual([1]);
  expect(() => api.checkPushRuleActions(['notify'])).not.toThrow();
  expect(() => api.checkPushRuleActions(['shout'])).toThrow('Unrecognised action shout');
  expect([api.supports('httpClient'), api.supports('checkPushRuleActions')]).toEqual([true, true]);
});

test('`HostedModuleApi.registerTaskAction()` refuses what comes after the module was constructed', () => {
  class HostWithTasks extends SmallHost {
    readonly actions: string[] = [];
    registerTaskAction(action: string): void {
      this.actions.push(action);
    }
  }
  const host = new HostWithTasks();
  const { api, module } = start(host);
  api.registerTaskAction('org.example.early', () => {});
  module.close();
  expect(() => api.registerTaskAction('org.example.late', () => {})).toThrow(
    new BoutonError(
      'BOUTON_REGISTERED_LATE',
      'Module demo registers the task action org.example.late after it was constructed; it can do so in its constructor only',
    ),
  );
  expect(host.actions).toEqual(['org.example.early']);
});

test('`HostedModuleApi.logger` writes under the name of the module', () => {
  const host = new SmallHost();
  start(host).api.logger.info('hello', { room: '!room' });
  expect([host.log.lines, host.log.fields]).toEqual([['info: hello'], [{ module: 'demo', room: '!room' }]]);
});
