import { expect, vi } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../../conformance-case.ts';
import { startBackgroundUpdate } from '../../support/background-update.ts';
import { argumentsOf } from '../../support/calls.ts';
import { logIn, pathOf } from '../../support/client.ts';
import { imperative } from '../../support/modules.ts';
import { outcomeOf } from '../../support/refusal.ts';

const setup = { modules: [imperative()] } as const;

/** Waits until a callback was called in a way. */
async function untilCalled(host: ConformanceHost, callback: string, args: readonly unknown[]): Promise<void> {
  await vi.waitFor(async () => expect(await argumentsOf(host, callback)).toContainEqual(args), { timeout: 8000 });
}

/** What modules register in their constructors, without decorators. */
export const registrationMemberCases: readonly ConformanceCase[] = [
  {
    ...setup,
    callback: 'module_api.register_spam_checker_callbacks',
    title: 'has the callback asked',
    run: async (host) => {
      const alice = await host.user('alice');
      await alice.createRoom();
      await untilCalled(host, 'user_may_create_room', [alice.userId]);
    },
  },
  {
    ...setup,
    callback: 'module_api.register_account_validity_callbacks',
    title: 'has the callback asked',
    run: async (host) => {
      const alice = await host.user('alice');
      await alice.joinedRooms();
      await untilCalled(host, 'is_user_expired', [alice.userId]);
    },
  },
  {
    ...setup,
    callback: 'module_api.register_ratelimit_callbacks',
    title: 'has the callback asked',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      await alice.invite(await alice.createRoom(), bob);
      await untilCalled(host, 'get_ratelimit_override_for_user', [alice.userId, 'rc_invites.per_issuer']);
    },
  },
  {
    ...setup,
    callback: 'module_api.register_media_repository_callbacks',
    title: 'has the callback asked',
    run: async (host) => {
      const alice = await host.user('alice');
      await alice.request('GET', '/_matrix/client/v1/media/config');
      await untilCalled(host, 'get_media_config_for_user', [alice.userId]);
    },
  },
  {
    ...setup,
    callback: 'module_api.register_third_party_rules_callbacks',
    title: 'has the callback asked',
    run: async (host) => {
      const alice = await host.user('alice');
      await alice.createRoom();
      await untilCalled(host, 'on_create_room', [alice.userId]);
    },
  },
  {
    ...setup,
    callback: 'module_api.register_presence_router_callbacks',
    title: 'has the callbacks asked',
    run: async (host) => {
      const alice = await host.user('alice');
      await alice.request('PUT', pathOf('presence', alice.userId, 'status'), { presence: 'online' });
      await alice.sync();
      await untilCalled(host, 'get_users_for_states', [alice.userId]);
      await untilCalled(host, 'get_interested_users', [alice.userId]);
    },
  },
  {
    ...setup,
    callback: 'module_api.register_password_auth_provider_callbacks',
    title: 'has the callbacks and the auth checkers asked',
    run: async (host) => {
      const alice = await host.user('alice');
      const login = { type: 'org.example.imperative', user: host.localpart('alice'), word: 'open' };
      expect(await outcomeOf(logIn(host, login))).toMatchObject({ status: 403 });
      await untilCalled(host, 'auth_checkers', [host.localpart('alice'), 'org.example.imperative', 'open']);
      await alice.logout();
      await untilCalled(host, 'on_logged_out', [alice.userId]);
    },
  },
  {
    ...setup,
    callback: 'module_api.register_background_update_controller_callbacks',
    title: 'has the callback asked',
    run: async (host) => {
      const admin = await host.user('root', { admin: true });
      await startBackgroundUpdate(admin);
      await vi.waitFor(
        async () => {
          await host.elapse(200);
          expect((await argumentsOf(host, 'on_update')).length).toBeGreaterThan(0);
        },
        { timeout: 8000 },
      );
    },
  },
  {
    ...setup,
    callback: 'module_api.register_account_data_callbacks',
    title: 'has the callback asked',
    run: async (host) => {
      const alice = await host.user('alice');
      await alice.setAccountData('org.example.data', {});
      await untilCalled(host, 'on_account_data_updated', [alice.userId, null, 'org.example.data']);
    },
  },
  {
    ...setup,
    callback: 'module_api.register_web_resource',
    title: 'serves what the trace is read from',
    run: async (host) => {
      const response = await host.fetch('/_synapse/client/conformance/trace/imperative');
      expect([response.status, Array.isArray(await response.json())]).toEqual([200, true]);
    },
  },
  {
    ...setup,
    callback: 'module_api.register_add_extra_fields_to_unsigned_client_event_callbacks',
    title: 'has the callback asked',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      const event = await alice.event(room, await alice.say(room, 'Hello'));
      expect(event['unsigned']).toMatchObject({ 'org.example.mark': 1 });
    },
  },
  {
    ...setup,
    callback: 'module_api.register_federation_callbacks',
    title: 'does no harm where nothing goes to other homeservers: nobody is told',
    run: async (host) => {
      const alice = await host.user('alice');
      await alice.say(await alice.createRoom(), 'Hello');
      expect(await argumentsOf(host, 'on_event_delivered_over_federation')).toEqual([]);
    },
  },
  {
    ...setup,
    callback: 'module_api.register_federation_callbacks',
    title: 'has the callback asked',
    federation: true,
    run: async (host) => {
      const [alice, remote] = [await host.user('alice'), await host.remote.user('remote')];
      const room = await alice.createRoom({ invite: [remote.userId] });
      await vi.waitFor(() => remote.join(room), { timeout: 8000 });
      await alice.say(room, 'Hello');
      await untilCalled(host, 'on_event_delivered_over_federation', []);
    },
  },
];
