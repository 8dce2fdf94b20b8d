import { describe, expect, test } from 'vitest';
import { defaultPushRules } from './default-push-rules.ts';

describe('defaultPushRules()', () => {
  test("`defaultPushRules()` has the spec's predefined rules in its order, and one of Synapse's", () => {
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
          '.im.vector.jitsi',
        ],
      ],
    ]);
    expect(global.content[0]?.pattern).toBe('alice');
  });
});
