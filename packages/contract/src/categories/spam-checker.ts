import { type CategoryContract, defineCategory } from '../define-category.ts';

const rows = {
  // A remote event that is denied is redacted and soft-failed; the other server sees no error.
  check_event_for_spam: {
    since: '1.37',
    parameters: [['event', 'event']],
    combine: { rule: 'firstDenial', booleans: 'trueDenies', tuples: true, messages: true },
    onException: 'propagate',
    operation: 'event',
    denial: { status: 403, errcode: 'M_FORBIDDEN', error: 'This message has been rejected as probable spam' },
  },
  // The denial is that of an invite, where Synapse takes the errcode for the text; other events vanish without an error.
  should_drop_federated_event: {
    since: '1.60',
    parameters: [['event', 'event']],
    combine: { rule: 'firstTruthy' },
    outcome: { form: 'boolean', undecided: false, denied: true },
    onException: 'propagate',
    operation: 'remoteEvent',
    denial: { status: 403, errcode: 'M_UNKNOWN', error: 'M_FORBIDDEN' },
  },
  user_may_join_room: {
    since: '1.37',
    parameters: [
      ['user_id', 'userId'],
      ['room_id', 'roomId'],
      ['is_invited', 'boolean'],
    ],
    combine: { rule: 'firstDenial', booleans: 'trueAllows', tuples: true },
    onException: 'propagate',
    operation: 'localAction',
    denial: { status: 403, errcode: 'M_FORBIDDEN', error: 'Not allowed to join this room' },
  },
  user_may_invite: {
    since: '1.37',
    parameters: [
      ['inviter', 'userId'],
      ['invitee', 'userId'],
      ['room_id', 'roomId'],
    ],
    combine: { rule: 'firstDenial', booleans: 'trueAllows', tuples: true },
    onException: 'propagate',
    // Synapse asks it of invitations from other servers as well.
    operation: 'userAction',
    denial: { status: 403, errcode: 'M_FORBIDDEN', error: 'Invites have been disabled on this server' },
  },
  federated_user_may_invite: {
    since: '1.133',
    parameters: [['event', 'event']],
    combine: {
      rule: 'firstDenial',
      booleans: 'trueAllows',
      tuples: true,
      thenAsk: { callback: 'user_may_invite', arguments: ['sender', 'state_key', 'room_id'] },
    },
    onException: 'propagate',
    operation: 'remoteEvent',
    denial: {
      status: 403,
      errcode: 'M_FORBIDDEN',
      error: 'This user is not permitted to send invites to this server/user',
    },
  },
  user_may_send_3pid_invite: {
    since: '1.45',
    parameters: [
      ['inviter', 'userId'],
      ['medium', 'string'],
      ['address', 'string'],
      ['room_id', 'roomId'],
    ],
    combine: { rule: 'firstDenial', booleans: 'trueAllows', tuples: true },
    onException: 'propagate',
    operation: 'localAction',
    denial: { status: 403, errcode: 'M_FORBIDDEN', error: 'Cannot send threepid invite' },
  },
  user_may_create_room: {
    since: '1.37',
    parameters: [
      ['user_id', 'userId'],
      ['room_config', 'json'],
    ],
    combine: { rule: 'firstDenial', booleans: 'trueAllows', tuples: true },
    onException: 'propagate',
    operation: 'localAction',
    denial: { status: 403, errcode: 'M_FORBIDDEN', error: 'You are not permitted to create rooms' },
  },
  user_may_create_room_alias: {
    since: '1.37',
    parameters: [
      ['user_id', 'userId'],
      ['room_alias', 'roomAlias'],
    ],
    combine: { rule: 'firstDenial', booleans: 'trueAllows', tuples: true },
    onException: 'propagate',
    operation: 'localAction',
    denial: { status: 403, errcode: 'M_FORBIDDEN', error: 'This user is not permitted to create this alias' },
  },
  user_may_publish_room: {
    since: '1.37',
    parameters: [
      ['user_id', 'userId'],
      ['room_id', 'roomId'],
    ],
    combine: { rule: 'firstDenial', booleans: 'trueAllows', tuples: true },
    onException: 'propagate',
    operation: 'localAction',
    denial: {
      status: 403,
      errcode: 'M_FORBIDDEN',
      error: 'This user is not permitted to publish rooms to the room list',
    },
  },
  user_may_send_state_event: {
    since: '1.132',
    parameters: [
      ['user_id', 'userId'],
      ['room_id', 'roomId'],
      ['event_type', 'string'],
      ['state_key', 'string'],
      ['content', 'json'],
    ],
    combine: { rule: 'firstDenial', booleans: 'refused', tuples: false },
    onException: 'propagate',
    operation: 'localAction',
    denial: { status: 403, errcode: 'M_FORBIDDEN', error: 'You are not permitted to send the state event' },
  },
  // No denial: a user that a module finds spammy is left out of the search's results.
  check_username_for_spam: {
    since: '1.37',
    parameters: [
      ['user_profile', 'userProfile'],
      ['requester_id', 'userId'],
    ],
    combine: { rule: 'firstTruthy' },
    outcome: { form: 'boolean', undecided: false },
    onException: 'propagate',
    operation: 'localAction',
  },
  check_registration_for_spam: {
    since: '1.37',
    parameters: [
      ['email_threepid', 'optionalJson'],
      ['username', 'optionalString'],
      ['request_info', 'requestInfo'],
      ['auth_provider_id', 'optionalString'],
    ],
    combine: { rule: 'firstBehaviour' },
    onException: 'propagate',
    operation: 'localAction',
    denial: { status: 429, errcode: 'M_UNKNOWN', error: 'Rate limited' },
  },
  // The denial is that of an upload, which ignores the module's errcode. Elsewhere (downloads from other servers,
  // thumbnails, URL previews) it is 404 with the module's errcode and the text "Not found". Fields are never passed on.
  check_media_file_for_spam: {
    since: '1.37',
    parameters: [
      ['file_wrapper', 'mediaFile'],
      ['file_info', 'fileInfo'],
    ],
    combine: { rule: 'firstDenial', booleans: 'trueDenies', tuples: true },
    onException: 'propagate',
    operation: 'localAction',
    denial: { status: 400, errcode: 'M_UNKNOWN', error: 'Bad content' },
  },
  check_login_for_spam: {
    since: '1.87',
    parameters: [
      ['user_id', 'userId'],
      ['device_id', 'optionalString'],
      ['initial_display_name', 'optionalString'],
      ['request_info', 'requestInfo'],
      ['auth_provider_id', 'optionalString'],
    ],
    combine: { rule: 'firstDenial', booleans: 'refused', tuples: true },
    onException: 'propagate',
    operation: 'localAction',
    denial: { status: 403, errcode: 'M_FORBIDDEN', error: 'Login was blocked by the server' },
  },
} as const;

/**
 * Callbacks that refuse what users and other servers do.
 * https://element-hq.github.io/synapse/latest/modules/spam_checker_callbacks.html
 */
export const spamChecker: CategoryContract<'spam_checker', typeof rows> = defineCategory('spam_checker', rows);
