import type { JsonObject, JsonValue, UserId } from '@bouton/sdk';
import type { PushRule, PushRuleSet } from './push-rule.ts';

const HIGHLIGHT: JsonObject = { set_tweak: 'highlight' };
const NO_HIGHLIGHT: JsonObject = { set_tweak: 'highlight', value: false };
const SOUND: JsonObject = { set_tweak: 'sound', value: 'default' };
const RING: JsonObject = { set_tweak: 'sound', value: 'ring' };

const matches = (key: string, pattern: string): JsonObject => ({ kind: 'event_match', key, pattern });
const equals = (key: string, value: JsonValue): JsonObject => ({ kind: 'event_property_is', key, value });
const isType = (type: string): JsonObject => matches('type', type);
const mayNotifyRoom: JsonObject = { kind: 'sender_notification_permission', key: 'room' };
const oneToOne: JsonObject = { kind: 'room_member_count', is: '2' };

const rule = (
  id: string,
  conditions: readonly JsonObject[],
  actions: readonly JsonValue[],
  enabled = true,
): PushRule => ({
  rule_id: id,
  default: true,
  enabled,
  conditions,
  actions,
});

/**
 * The predefined rules for a user, as account data of type `m.push_rules`: the spec's, and one that Synapse adds.
 * https://spec.matrix.org/v1.16/client-server-api/#predefined-rules
 */
export function defaultPushRules(userId: UserId): { global: PushRuleSet } {
  const localpart = userId.slice(1, userId.indexOf(':'));
  return {
    global: {
      override: [
        rule('.m.rule.master', [], [], false),
        rule('.m.rule.suppress_notices', [matches('content.msgtype', 'm.notice')], []),
        rule(
          '.m.rule.invite_for_me',
          [isType('m.room.member'), matches('content.membership', 'invite'), matches('state_key', userId)],
          ['notify', NO_HIGHLIGHT, SOUND],
        ),
        rule('.m.rule.member_event', [isType('m.room.member')], []),
        rule(
          '.m.rule.is_user_mention',
          [{ kind: 'event_property_contains', key: String.raw`content.m\.mentions.user_ids`, value: userId }],
          ['notify', HIGHLIGHT, SOUND],
        ),
        rule('.m.rule.contains_display_name', [{ kind: 'contains_display_name' }], ['notify', HIGHLIGHT, SOUND]),
        rule(
          '.m.rule.is_room_mention',
          [equals(String.raw`content.m\.mentions.room`, true), mayNotifyRoom],
          ['notify', HIGHLIGHT],
        ),
        rule('.m.rule.roomnotif', [mayNotifyRoom, matches('content.body', '@room')], ['notify', HIGHLIGHT]),
        rule('.m.rule.tombstone', [isType('m.room.tombstone'), matches('state_key', '')], ['notify', HIGHLIGHT]),
        rule('.m.rule.reaction', [isType('m.reaction')], []),
        rule('.m.rule.room.server_acl', [isType('m.room.server_acl'), matches('state_key', '')], []),
        rule('.m.rule.suppress_edits', [equals(String.raw`content.m\.relates_to.rel_type`, 'm.replace')], []),
      ],
      content: [
        {
          rule_id: '.m.rule.contains_user_name',
          default: true,
          enabled: true,
          pattern: localpart,
          actions: ['notify', HIGHLIGHT, SOUND],
        },
      ],
      room: [],
      sender: [],
      underride: [
        rule('.m.rule.call', [isType('m.call.invite')], ['notify', RING, NO_HIGHLIGHT]),
        rule(
          '.m.rule.encrypted_room_one_to_one',
          [isType('m.room.encrypted'), oneToOne],
          ['notify', SOUND, NO_HIGHLIGHT],
        ),
        rule('.m.rule.room_one_to_one', [isType('m.room.message'), oneToOne], ['notify', SOUND, NO_HIGHLIGHT]),
        rule('.m.rule.message', [isType('m.room.message')], ['notify', NO_HIGHLIGHT]),
        rule('.m.rule.encrypted', [isType('m.room.encrypted')], ['notify', NO_HIGHLIGHT]),
        rule(
          '.im.vector.jitsi',
          [isType('im.vector.modular.widgets'), matches('content.type', 'jitsi'), matches('state_key', '*')],
          ['notify', NO_HIGHLIGHT],
        ),
      ],
    },
  };
}
