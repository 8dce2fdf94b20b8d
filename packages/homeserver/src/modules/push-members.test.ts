import type { JsonObject } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { pusherBody, startPushGateway } from '../../../testing/src/standalone/push-gateway.ts';
import { client, testServer, type LoggedIn } from '../test/test-server.ts';

async function start() {
  const gateway = await startPushGateway();
  const server = await testServer({ ip_range_whitelist: ['127.0.0.1'] });
  const alice = await server.quickUser('alice');
  return {
    server,
    gateway,
    alice,
    api: server.host,
    set: (who: Pick<LoggedIn, 'token'>, changes: JsonObject = {}) =>
      server.call('POST', client('/pushers/set'), pusherBody(gateway, changes), who.token),
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      await gateway[Symbol.asyncDispose]();
    },
  };
}

describe('pushMembers()', () => {
  test("`sendHttpPushNotification()` sends to the user's gateways, and says which took it", async () => {
    await using started = await start();
    const { server, gateway, alice, api, set } = started;
    const second = await api.registerDevice(alice.userId);
    await set(alice, { data: { url: gateway.url, brand: 'x', default_payload: { kept: 1, replaced: 1 } } });
    await set({ token: second.accessToken }, { pushkey: 'second' });
    await set(alice, { pushkey: 'odd', kind: 'org.example.other' });
    const content = { org: 'example', devices: 'replaced' };
    const answers = await api.sendHttpPushNotification(alice.userId, null, content, { sound: 'x' }, { replaced: 2 });
    expect(answers).toEqual(new Map([alice.deviceId, second.deviceId].map((deviceId) => [deviceId, true])));
    const device = {
      app_id: 'org.example.app',
      pushkey_ts: Math.floor(server.clock.now() / 1000),
      tweaks: { sound: 'x' },
    };
    const data = { brand: 'x', default_payload: { kept: 1, replaced: 2 } };
    expect(gateway.take()).toEqual([
      { org: 'example', devices: [{ ...device, pushkey: 'key', data }] },
      { org: 'example', devices: [{ ...device, pushkey: 'second', data: { default_payload: { replaced: 2 } } }] },
    ]);

    expect(await api.sendHttpPushNotification(alice.userId, second.deviceId, {})).toEqual(
      new Map([[second.deviceId, true]]),
    );
    const { tweaks: _, ...plain } = device;
    expect(gateway.take()).toEqual([{ devices: [{ ...plain, pushkey: 'second', data: {} }] }]);
    await api.sendHttpPushNotification(alice.userId, alice.deviceId, {});
    expect(gateway.take()).toMatchObject([{ devices: [{ data: { default_payload: { kept: 1, replaced: 1 } } }] }]);
  });

  test('`sendHttpPushNotification()` tries once, and removes nothing', async () => {
    await using started = await start();
    const { server, gateway, alice, api, set } = started;
    await set(alice);
    const send = async () => [...(await api.sendHttpPushNotification(alice.userId, null, {})).values()];
    gateway.answer = { status: 500, body: '{}' };
    expect(await send()).toEqual([false]);
    await server.clock.advance(5000);
    expect(gateway.take()).toHaveLength(1);
    gateway.answer = { status: 200, body: '{"rejected":["key"]}' };
    expect(await send()).toEqual([false]);
    gateway.answer = { status: 200, body: '{}' };
    expect(await send()).toEqual([true]);
    expect(await api.sendHttpPushNotification('@nobody:test', null, {})).toEqual(new Map());
    expect(await api.sendHttpPushNotification(alice.userId, 'OTHER', {})).toEqual(new Map());
  });

  test('`setPushRuleAction()` gives rules other actions, and clients hear of it', async () => {
    await using started = await start();
    const { server, alice, api } = started;
    const { body: first } = await server.call('GET', client('/sync'), undefined, alice.token);
    const path = client(`/sync?timeout=30000&since=${first.next_batch}`);
    const waiting = server.call('GET', path, undefined, alice.token);
    await api.setPushRuleAction(alice.userId, 'global', 'override', '.m.rule.tombstone', ['dont_notify']);
    expect((await waiting).body.account_data.events).toMatchObject([{ type: 'm.push_rules' }]);
    const rule = client('/pushrules/global/override/.m.rule.tombstone/actions');
    expect((await server.call('GET', rule, undefined, alice.token)).body).toEqual({ actions: ['dont_notify'] });
  });

  test.each<[scope: string, kind: string, ruleId: string, actions: JsonObject[], error: string]>([
    ['device', 'override', '.m.rule.master', [], "Error: invalid scope device, only 'global' is currently allowed"],
    ['global', 'override', '.m.none', [], "RuleNotFoundError: Unknown rule 'global/override/.m.none'"],
    ['global', 'none', '.m.rule.master', [], "RuleNotFoundError: Unknown rule 'global/none/.m.rule.master'"],
    ['global', 'override', 'none', [], 'RuleNotFoundError: Push rule does not exist'],
    ['global', 'override', '.m.rule.master', [{ x: 1 }], 'InvalidRuleError: Unrecognised action {"x":1}'],
  ])('`setPushRuleAction()` refuses the rule %s/%s/%s with %j', async (scope, kind, ruleId, actions, error) => {
    await using started = await start();
    const { alice, api } = started;
    const set = api.setPushRuleAction(alice.userId, scope, kind, ruleId, actions);
    expect(await set.catch((fault: unknown) => String(fault))).toBe(error);
  });
});
