import { describe, expect, test } from 'vitest';
import { client, testServer } from '../test/test-server.ts';
import { defaultPushRules } from './default-push-rules.ts';

describe('defaultPushRules()', () => {
  test("`defaultPushRules()` has the spec's predefined rules in its order", () => {
    const { global } = defaultPushRules('@alice:test');
    expect(Object.entries(global).map(([kind, rules]) => [kind, rules.map(({ rule_id }) => rule_id)])).toEqual([
      [
        'override',
        [
          '.m.rule.master',
          '.m.rule.suppress_notices',
          '.m.rule.invite_for_me',
          '.m.rule.member_event',
          '.m.rule.is_user_mention',
          '.m.rule.contains_display_name',
          '.m.rule.is_room_mention',
          '.m.rule.roomnotif',
          '.m.rule.tombstone',
          '.m.rule.reaction',
          '.m.rule.room.server_acl',
          '.m.rule.suppress_edits',
        ],
      ],
      ['content', ['.m.rule.contains_user_name']],
      ['room', []],
      ['sender', []],
      [
        'underride',
        [
          '.m.rule.call',
          '.m.rule.encrypted_room_one_to_one',
          '.m.rule.room_one_to_one',
          '.m.rule.message',
          '.m.rule.encrypted',
        ],
      ],
    ]);
    expect(global.content[0]?.pattern).toBe('alice');
  });
});

describe('pushRuleRoutes()', () => {
  test('the rules can be read as a whole and in part', async () => {
    await using server = await testServer();
    const { token } = await server.quickUser('alice');
    const get = async (path: string) => {
      const { status, body } = await server.call('GET', client(path), undefined, token);
      return [status, body];
    };
    const rules = defaultPushRules('@alice:test');
    expect(await get('/pushrules/')).toEqual([200, rules]);
    expect(await get('/pushrules/global/')).toEqual([200, rules.global]);
    expect(await get('/pushrules/global/content/')).toEqual([200, rules.global.content]);
    expect(await get('/pushrules/global/override/.m.rule.master')).toEqual([200, rules.global.override[0]]);
    expect(await get('/pushrules/global/override/.m.rule.master/enabled')).toEqual([200, { enabled: false }]);
    expect(await get('/pushrules/global/override/.m.rule.master/actions')).toEqual([200, { actions: [] }]);
    expect(await get('/pushrules/global/override/none')).toEqual([404, { errcode: 'M_NOT_FOUND', error: 'Not found' }]);
    expect(await get('/pushrules/global/none/')).toEqual([
      400,
      { errcode: 'M_UNRECOGNIZED', error: 'Unrecognized request' },
    ]);
    expect(await get('/user/@alice:test/account_data/m.push_rules')).toEqual([200, rules]);
    expect(await get('/pushers')).toEqual([200, { pushers: [] }]);
  });
});
