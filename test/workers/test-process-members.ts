import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPushGateway, type PushGateway } from '../../packages/testing/src/standalone/push-gateway.ts';
import { SynapseUser } from '../../packages/synapse/src/test/synapse-user.ts';
import type { Deployment } from './deployment.ts';
import { callMember } from './module-client.ts';
import { PROCESSES, type ProcessName } from './synapse-config.ts';

const WORKER_APP = 'synapse.app.generic_worker';

/** Tests the members of the ModuleApi that differ between the processes of a deployment. */
export function testProcessMembers(of: () => Deployment): void {
  const call = (name: ProcessName, member: string, ...args: unknown[]): Promise<unknown> =>
    callMember(of().urlOf(name), member, ...args);
  const everywhere = (member: string, ...args: unknown[]): Promise<unknown[]> =>
    Promise.all(PROCESSES.map((name) => call(name, member, ...args)));
  let bob: SynapseUser;
  let gateway: PushGateway;

  beforeAll(async () => {
    bob = await SynapseUser.register(of().url, 'robert');
    gateway = await startPushGateway();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  describe('the ModuleApi of each process', () => {
    test('`workerName`, `workerApp` and `shouldRunBackgroundTasks()` say which process a module serves', async () => {
      const { isShared } = of();
      expect(await everywhere('workerName')).toEqual(isShared ? [null, null, null] : [null, 'one', 'two']);
      expect(await everywhere('workerApp')).toEqual(isShared ? [null, null, null] : [null, WORKER_APP, WORKER_APP]);
      expect(await everywhere('shouldRunBackgroundTasks')).toEqual(
        isShared ? [true, true, true] : [false, false, true],
      );
    });

    test.each(['setPresenceForUsers', 'setPushRuleAction', 'ratelimit', 'getLocalMedia', 'checkEventForSpam'])(
      '`supports()` is true everywhere of what this Synapse has in one process at least: %s',
      async (member) => {
        expect(await everywhere('supports', member)).toEqual([true, true, true]);
      },
    );

    test('`setPresenceForUsers()` works in the process that writes presence', async () => {
      const set = (name: ProcessName): Promise<unknown> =>
        call(name, 'setPresenceForUsers', { [bob.userId]: ['unavailable', 'at lunch'] });
      expect([await set('one'), await set('two'), await set('main')]).toEqual([
        'Error: setPresenceForUsers works only in the process that writes presence, by default the main one; this is one',
        'Error: setPresenceForUsers works only in the process that writes presence, by default the main one; this is two',
        undefined,
      ]);
      const status = await bob.request('GET', `/_matrix/client/v3/presence/${bob.userId}/status`);
      expect(status.body).toMatchObject({ presence: 'unavailable', status_msg: 'at lunch' });
    });

    test('`sendLocalOnlinePresenceTo()` works in the process that writes presence', async () => {
      const elsewhere = expect.stringMatching(/^Error: send_local_online_presence_to can only be run on the process/);
      expect(await everywhere('sendLocalOnlinePresenceTo', [bob.userId])).toEqual([undefined, elsewhere, elsewhere]);
    });

    test('`setPushRuleAction()` works in the main process', async () => {
      const elsewhere = 'RangeError: module tried to change push rule actions on a worker';
      const rule = ['global', 'underride', '.m.rule.message'];
      expect(await everywhere('setPushRuleAction', bob.userId, ...rule, ['dont_notify'])).toEqual([
        undefined,
        elsewhere,
        elsewhere,
      ]);
      const { body } = await bob.request('GET', `/_matrix/client/v3/pushrules/${rule.join('/')}/actions`);
      expect(body).toEqual({ actions: ['dont_notify'] });
    });

    test('`sendHttpPushNotification()` works in the process that runs pushers', async () => {
      await bob.request('POST', '/_matrix/client/v3/pushers/set', {
        kind: 'http',
        app_id: 'org.example.app',
        app_display_name: 'App',
        device_display_name: 'Phone',
        pushkey: 'key',
        lang: 'en',
        data: { url: gateway.url },
        append: true,
      });
      const { body } = await bob.request('GET', '/_matrix/client/v3/account/whoami');
      const device = String(body['device_id']);
      expect(await everywhere('sendHttpPushNotification', bob.userId, device, { id: 1 })).toEqual([
        { [device]: true },
        {},
        {},
      ]);
      expect(gateway.notifications).toEqual([expect.objectContaining({ id: 1 })]);
    });
  });
}
