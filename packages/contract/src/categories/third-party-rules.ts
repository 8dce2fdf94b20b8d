import { type CategoryContract, defineCategory } from '../define-category.ts';

const rows = {
  check_event_allowed: {
    since: '1.39',
    parameters: [
      ['event', 'event'],
      ['state_events', 'stateMap'],
    ],
    combine: { rule: 'allowOrReplace' },
    onException: 'moduleFailed',
    operation: 'event',
    denial: { status: 403, errcode: 'M_FORBIDDEN', error: 'This event is not allowed in this context' },
  },
  on_create_room: {
    since: '1.39',
    parameters: [
      ['requester', 'requester'],
      ['request_content', 'editableJson'],
      ['is_requester_admin', 'boolean'],
    ],
    combine: { rule: 'throwToVeto' },
    onException: 'forbid',
    operation: 'localAction',
    denial: { status: 403, errcode: 'M_UNKNOWN', error: 'Room creation forbidden with these parameters' },
  },
  check_threepid_can_be_invited: {
    since: '1.39',
    parameters: [
      ['medium', 'string'],
      ['address', 'string'],
      ['state_events', 'stateMap'],
    ],
    combine: { rule: 'veto' },
    onException: 'log',
    operation: 'localAction',
    denial: {
      status: 403,
      errcode: 'M_FORBIDDEN',
      error: 'This third-party identifier can not be invited in this room',
    },
  },
  // The denial is that of a room's creation; publishing an existing room gets the text "Not allowed to publish room".
  check_visibility_can_be_modified: {
    since: '1.39',
    parameters: [
      ['room_id', 'roomId'],
      ['state_events', 'stateMap'],
      ['new_visibility', 'visibility'],
    ],
    combine: { rule: 'veto' },
    onException: 'log',
    operation: 'localAction',
    denial: { status: 403, errcode: 'M_UNKNOWN', error: 'Room visibility value not allowed.' },
  },
  on_new_event: {
    since: '1.47',
    parameters: [
      ['event', 'event'],
      ['state_events', 'stateMap'],
    ],
    combine: { rule: 'notifyAll' },
    onException: 'log',
    operation: 'notification',
    inEachProcess: true,
  },
  // The user ID is null if a module shuts down the room.
  check_can_shutdown_room: {
    since: '1.55',
    parameters: [
      ['user_id', 'optionalUserId'],
      ['room_id', 'roomId'],
    ],
    combine: { rule: 'veto' },
    onException: 'log',
    operation: 'localAction',
    denial: { status: 403, errcode: 'M_FORBIDDEN', error: 'Shutdown of this room is forbidden' },
  },
  check_can_deactivate_user: {
    since: '1.55',
    parameters: [
      ['user_id', 'userId'],
      ['by_admin', 'boolean'],
    ],
    combine: { rule: 'veto' },
    onException: 'log',
    operation: 'localAction',
    denial: { status: 403, errcode: 'M_FORBIDDEN', error: 'Deactivation of this user is forbidden' },
  },
  on_profile_update: {
    since: '1.54',
    parameters: [
      ['user_id', 'userId'],
      ['new_profile', 'profileInfo'],
      ['by_admin', 'boolean'],
      ['deactivation', 'boolean'],
    ],
    combine: { rule: 'notifyAll' },
    onException: 'log',
    operation: 'notification',
  },
  on_user_deactivation_status_changed: {
    since: '1.54',
    parameters: [
      ['user_id', 'userId'],
      ['deactivated', 'boolean'],
      ['by_admin', 'boolean'],
    ],
    combine: { rule: 'notifyAll' },
    onException: 'log',
    operation: 'notification',
  },
  on_threepid_bind: {
    since: '1.56',
    parameters: [
      ['user_id', 'userId'],
      ['medium', 'string'],
      ['address', 'string'],
    ],
    combine: { rule: 'notifyAll' },
    onException: 'log',
    operation: 'notification',
    deprecated: true,
  },
  on_add_user_third_party_identifier: {
    since: '1.79',
    parameters: [
      ['user_id', 'userId'],
      ['medium', 'string'],
      ['address', 'string'],
    ],
    combine: { rule: 'notifyAll' },
    onException: 'log',
    operation: 'notification',
  },
  on_remove_user_third_party_identifier: {
    since: '1.79',
    parameters: [
      ['user_id', 'userId'],
      ['medium', 'string'],
      ['address', 'string'],
    ],
    combine: { rule: 'notifyAll' },
    onException: 'log',
    operation: 'notification',
  },
} as const;

/**
 * Callbacks that refuse, change and observe events, rooms and users.
 * https://element-hq.github.io/synapse/latest/modules/third_party_rules_callbacks.html
 */
export const thirdPartyRules: CategoryContract<'third_party_rules', typeof rows> = defineCategory(
  'third_party_rules',
  rows,
);
