import type { JsonObject, JsonValue, UserId } from '@bouton/sdk';

/** The kinds of push rules, in the order in which clients apply them. */
export const PUSH_RULE_KINDS = ['override', 'content', 'room', 'sender', 'underride'] as const;

/** One of the {@linkcode PUSH_RULE_KINDS}. */
export type PushRuleKind = (typeof PUSH_RULE_KINDS)[number];

/** A push rule. https://spec.matrix.org/v1.16/client-server-api/#push-rules */
export interface PushRule extends JsonObject {
  rule_id: string;
  default: boolean;
  enabled: boolean;
  actions: readonly JsonValue[];
  conditions?: readonly JsonObject[];
  pattern?: string;
}

/** Push rules by kind. */
export type PushRuleSet = Record<PushRuleKind, readonly PushRule[]>;

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
 * The spec's predefined rules for a user, as account data of type `m.push_rules`.
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
      ],
    },
  };
}
