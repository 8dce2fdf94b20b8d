import type { JsonObject } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { defaultPushRules } from '../push-rules/default-push-rules.ts';
import type { PushRule, PushRuleSet } from '../push-rules/push-rule.ts';
import { client, testServer, type TestServer } from '../test/test-server.ts';

/** Makes alice's requests: a whole answer, or its status and error as a line. */
async function asAlice(server: TestServer) {
  const { token } = await server.quickUser('alice');
  const call = (method: string, path: string, body?: JsonObject | string) =>
    server.call(method, client(`/pushrules/${path}`), body, token);
  return {
    token,
    call,
    line: async (method: string, path: string, body?: JsonObject | string): Promise<string> => {
      const { status, body: answer } = await call(method, path, body);
      return status === 200 ? '200' : `${status} ${answer.errcode}: ${answer.error}`;
    },
    ids: async (kind: keyof PushRuleSet): Promise<string[]> => {
      const { body } = await call('GET', `global/${kind}/`);
      return (body as PushRule[]).filter((rule) => !rule.default).map(({ rule_id }) => rule_id);
    },
  };
}

const ANY = { conditions: [], actions: [] };

describe('pushRuleRoutes()', () => {
  test('the rules can be read as a whole and in part', async () => {
    await using server = await testServer();
    const { token, call, line } = await asAlice(server);
    const get = async (path: string) => (await call('GET', path)).body;
    const rules = defaultPushRules('@alice:test');
    expect(await get('')).toEqual(rules);
    expect(await get('global/')).toEqual(rules.global);
    expect(await get('global/content/')).toEqual(rules.global.content);
    expect(await get('global/override/.m.rule.master')).toEqual(rules.global.override[0]);
    expect(await get('global/override/.m.rule.master/enabled')).toEqual({ enabled: false });
    expect(await get('global/override/.m.rule.master/actions')).toEqual({ actions: [] });
    expect(await get('global/content/.m.rule.contains_user_name/pattern')).toEqual({ pattern: 'alice' });
    const accountData = await server.call(
      'GET',
      client('/user/@alice:test/account_data/m.push_rules'),
      undefined,
      token,
    );
    expect(accountData).toEqual({ status: 200, body: rules });
    expect([
      await line('GET', 'global'),
      await line('GET', 'other/'),
      await line('GET', 'global/none/'),
      await line('GET', 'global/override'),
      await line('GET', 'global/override/none'),
      await line('GET', 'global/override/.m.rule.master/none'),
      await line('GET', 'global/override/.m.rule.master/'),
    ]).toEqual([
      '400 M_UNRECOGNIZED: Unrecognised request: You probably wanted a trailing slash',
      '400 M_UNRECOGNIZED: Unrecognized request',
      '400 M_UNRECOGNIZED: Unrecognized request',
      '400 M_UNRECOGNIZED: Unrecognised request: You probably wanted a trailing slash',
      '404 M_NOT_FOUND: Not found',
      '400 M_UNRECOGNIZED: Unrecognized request',
      '400 M_UNRECOGNIZED: Unrecognized request',
    ]);
  });

  test('rules are added before all others, or where they are wanted', async () => {
    await using server = await testServer();
    const { call, line, ids } = await asAlice(server);
    const add = (path: string) => line('PUT', `global/override/${path}`, ANY);
    expect([
      await add('one'),
      await add('two'),
      await add('three?after=two'),
      await add('four?before=one'),
      await add('five?before=none'),
      await add('.six'),
    ]).toEqual([
      '200',
      '200',
      '200',
      '200',
      '400 M_UNKNOWN: before/after rule not found: global/override/none',
      "400 M_UNKNOWN: cannot add new rule_ids that start with '.'",
    ]);
    expect(await ids('override')).toEqual(['two', 'three', 'four', 'one']);
    const { body } = await call('GET', 'global/override/');
    expect((body as PushRule[]).map(({ rule_id }) => rule_id).slice(0, 6)).toEqual([
      '.m.rule.master',
      'two',
      'three',
      'four',
      'one',
      '.m.rule.suppress_notices',
    ]);
    await add('one');
    expect(await ids('override')).toEqual(['one', 'two', 'three', 'four']);
    await call('PUT', 'global/override/.m.rule.reaction/actions', { actions: ['notify'] });
    expect(await add('five?after=.m.rule.reaction')).toBe(
      '400 M_UNKNOWN: Given priority class does not match class of relative rule',
    );
  });

  test('rules of every kind say what they are for', async () => {
    await using server = await testServer();
    const { call } = await asAlice(server);
    const actions = ['notify', { set_tweak: 'sound', value: 'x' }];
    const conditions = [{ kind: 'event_match', key: 'type', pattern: 'm.*' }];
    const rules = [
      ['override/o', { conditions, actions }, { conditions }],
      ['underride/u', { conditions, actions }, { conditions }],
      ['content/c', { pattern: 'ca*t', actions }, { pattern: 'ca*t' }],
      ['room/!r:x', { actions }, {}],
      ['sender/@bob:test', { actions }, {}],
    ] as const;
    for (const [path, body, more] of rules) {
      expect(await call('PUT', `global/${path}`, body as unknown as JsonObject)).toEqual({ status: 200, body: {} });
      const rule_id = path.slice(path.indexOf('/') + 1);
      expect((await call('GET', `global/${path}`)).body).toEqual({
        rule_id,
        default: false,
        enabled: true,
        actions,
        ...more,
      });
    }
  });

  test.each<[string, JsonObject, string]>([
    ['global/override/x', { actions: [] }, "400 M_UNKNOWN: Missing 'conditions'"],
    ['global/override/x', { conditions: [{}], actions: [] }, "400 M_UNKNOWN: Condition without 'kind'"],
    ['global/override/x', { conditions: 'x', actions: [] }, "400 M_UNKNOWN: 'conditions' must be a list"],
    ['global/override/x', { conditions: [] }, '400 M_UNKNOWN: No actions found'],
    ['global/override/x', { conditions: [], actions: 'x' }, '400 M_UNKNOWN: No actions found'],
    ['global/override/x', { conditions: [], actions: ['fly'] }, '400 M_UNKNOWN: Unrecognised action fly'],
    ['global/content/x', { actions: [] }, "400 M_UNKNOWN: Content rule missing 'pattern'"],
    ['global/none/x', ANY, '400 M_UNKNOWN: Unknown template: none'],
    ['global/override/a%5Cb', ANY, '400 M_UNKNOWN: rule_id may not contain slashes'],
    ['global/override/a%2Fb', ANY, '400 M_UNRECOGNIZED: Unrecognized request'],
    ['global/override/', ANY, '400 M_UNRECOGNIZED: Unrecognized request'],
    ['other/override/x', ANY, '400 M_UNRECOGNIZED: Unrecognized request'],
    [
      `global/override/${'x'.repeat(300)}`,
      ANY,
      '413 M_UNKNOWN: Push rule ID length exceeds server limit (316 bytes > 300 bytes).',
    ],
    [
      'global/override/x',
      { conditions: [{ kind: 'x'.repeat(1024) }], actions: [] },
      '413 M_UNKNOWN: Push rule size exceeds server limit (1039 bytes > 1024 bytes).',
    ],
    ['global/override/mine/enabled', { enabled: 1 }, "400 M_UNKNOWN: Value for 'enabled' must be boolean"],
    ['global/override/none/enabled', { enabled: true }, '404 M_NOT_FOUND: Unknown rule'],
    ['global/override/.m.none/enabled', { enabled: true }, '404 M_NOT_FOUND: Unknown rule'],
    ['global/override/mine/actions', { actions: ['fly'] }, '400 M_UNKNOWN: Invalid actions: Unrecognised action fly'],
    ['global/override/mine/actions', {}, "400 M_UNKNOWN: Value for 'actions' must be dict"],
    ['global/override/none/actions', { actions: [] }, '404 M_NOT_FOUND: Unknown rule'],
    ['global/override/.m.none/actions', { actions: [] }, '404 M_NOT_FOUND: Unknown rule'],
    [
      'global/override/mine/actions',
      { actions: [{ set_tweak: 'x'.repeat(1024) }] },
      '413 M_UNKNOWN: Push rule size exceeds server limit (1044 bytes > 1024 bytes).',
    ],
    ['global/override/mine/none', {}, '400 M_UNRECOGNIZED: Unrecognized request'],
  ])('a PUT is refused: %s %j %s', async (path, body, message) => {
    await using server = await testServer();
    const { line, call } = await asAlice(server);
    await call('PUT', 'global/override/mine', ANY);
    const before = await call('GET', '');
    expect(await line('PUT', path, body)).toBe(message);
    expect(await call('GET', '')).toEqual(before);
  });

  test('rules can be switched, given actions, and deleted; predefined ones get back what they had', async () => {
    await using server = await testServer();
    const { call, line } = await asAlice(server);
    await call('PUT', 'global/override/mine', ANY);
    for (const rule of ['mine', '.m.rule.tombstone']) {
      expect(await line('PUT', `global/override/${rule}/enabled`, { enabled: false })).toBe('200');
      expect(await line('PUT', `global/override/${rule}/actions`, { actions: ['notify'] })).toBe('200');
      const { body } = await call('GET', `global/override/${rule}`);
      expect([body.enabled, body.actions]).toEqual([false, ['notify']]);
    }
    expect(await line('PUT', 'global/override/mine/enabled', 'true')).toBe('200');
    expect((await call('GET', 'global/override/mine/enabled')).body).toEqual({ enabled: true });
    expect([
      await line('DELETE', 'global/override/mine'),
      await line('DELETE', 'global/override/mine'),
      await line('DELETE', 'global/override/.m.rule.tombstone'),
      await line('DELETE', 'global/override/.m.rule.tombstone'),
      await line('DELETE', 'global/none/x'),
    ]).toEqual([
      '200',
      '404 M_NOT_FOUND: Not found',
      '200',
      '404 M_NOT_FOUND: Not found',
      '404 M_NOT_FOUND: Not found',
    ]);
    expect((await call('GET', '')).body).toEqual(defaultPushRules('@alice:test'));
  });

  test("a waiting sync hears of changes of the user's own rules", async () => {
    await using server = await testServer();
    const alice = await asAlice(server);
    const bob = await server.quickUser('bob');
    const sync = async (token: string, query = '') =>
      (await server.call('GET', client(`/sync${query}`), undefined, token)).body;
    const first = await sync(alice.token);
    const bobs = await sync(bob.token);
    const waiting = sync(alice.token, `?timeout=30000&since=${first.next_batch}`);
    await alice.call('PUT', 'global/room/!r:x', { actions: [] });
    const second = await waiting;
    expect(second.account_data.events).toEqual([
      { type: 'm.push_rules', content: (await alice.call('GET', '')).body as JsonObject },
    ]);
    expect((await sync(alice.token, `?since=${second.next_batch}`)).account_data.events).toEqual([]);
    expect((await sync(bob.token, `?since=${bobs.next_batch}`)).account_data.events).toEqual([]);
  });
});
