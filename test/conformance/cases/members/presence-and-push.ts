import type { JsonObject } from '@bouton/sdk';
import { expect, vi } from 'vitest';
import type { ConformanceCase } from '../../conformance-case.ts';
import { API_MODULE, callApi } from '../../support/api.ts';
import { pathOf } from '../../support/client.ts';

const setup = { modules: [API_MODULE] } as const;

/** What modules can do with presence and push. */
export const presenceAndPushMemberCases: readonly ConformanceCase[] = [
  {
    ...setup,
    callback: 'module_api.set_presence_for_users',
    title: 'sets what others see',
    run: async (host) => {
      const alice = await host.user('alice');
      await callApi(host, 'setPresenceForUsers', { $map: { [alice.userId]: ['unavailable', 'Out for lunch'] } });
      expect(await alice.request('GET', pathOf('presence', alice.userId, 'status'))).toMatchObject({
        presence: 'unavailable',
        status_msg: 'Out for lunch',
      });
    },
  },
  {
    ...setup,
    callback: 'module_api.send_local_online_presence_to',
    title: 'shows users who is online, also those who were told already',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      await bob.join(await alice.createRoom({ preset: 'public_chat' }));
      await alice.request('PUT', pathOf('presence', alice.userId, 'status'), {
        presence: 'online',
        status_msg: 'Here',
      });
      let since = (await bob.sync())['next_batch'] as string;
      const news = async (): Promise<JsonObject[]> => {
        const sync = await bob.sync(since);
        since = sync['next_batch'] as string;
        return ((sync['presence'] as JsonObject | undefined)?.['events'] ?? []) as JsonObject[];
      };
      await vi.waitFor(async () => expect(await news()).toEqual([]), { timeout: 8000 });
      await callApi(host, 'sendLocalOnlinePresenceTo', [bob.userId]);
      await vi.waitFor(
        async () =>
          expect(await news()).toContainEqual(
            expect.objectContaining({ sender: alice.userId, content: expect.objectContaining({ presence: 'online' }) }),
          ),
        { timeout: 8000 },
      );
    },
  },
  {
    ...setup,
    callback: 'module_api.send_http_push_notification',
    title: 'reaches no device where the user has no pushers',
    run: async (host) => {
      const alice = await host.user('alice');
      expect(await callApi(host, 'sendHttpPushNotification', alice.userId, null, { mark: 1 })).toEqual({});
    },
  },
  {
    ...setup,
    callback: 'module_api.check_push_rule_actions',
    title: 'refuses what is not an action',
    run: async (host) => {
      const tweak = { set_tweak: 'sound', value: 'default' };
      expect(await callApi(host, 'checkPushRuleActions', ['notify', tweak])).toBe(null);
      await expect(callApi(host, 'checkPushRuleActions', ['shout'])).rejects.toThrow(/^Error: /);
      await expect(callApi(host, 'checkPushRuleActions', [{ value: 1 }])).rejects.toThrow(/^Error: /);
    },
  },
  {
    ...setup,
    callback: 'module_api.set_push_rule_action',
    title: 'changes what the client sees; refuses other scopes and unknown rules',
    run: async (host) => {
      const alice = await host.user('alice');
      const rule = ['global', 'underride', '.m.rule.message'];
      await callApi(host, 'setPushRuleAction', alice.userId, ...rule, ['dont_notify']);
      const { actions } = await alice.request('GET', `${pathOf('pushrules', ...rule)}/actions`);
      expect(actions).toEqual(['dont_notify']);
      await expect(
        callApi(host, 'setPushRuleAction', alice.userId, 'device', 'underride', '.m.rule.message', []),
      ).rejects.toThrow("Error: invalid scope device, only 'global' is currently allowed");
      await expect(
        callApi(host, 'setPushRuleAction', alice.userId, 'global', 'underride', '.m.rule.none', []),
      ).rejects.toThrow(/Error: /);
    },
  },
];
