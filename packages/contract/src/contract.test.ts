import { expect, expectTypeOf, test } from 'vitest';

import { CATEGORY_NAMES } from './category-name.ts';
import { CALLBACKS, type CallbackName, CONTRACT, callbackContract, type RowsOf } from './contract.ts';
import { PARAMETER_TYPES } from './parameter-type.ts';

const nameOf = ({ category, name }: { category: string; name: string }) => `${category}.${name}`;

test('`CONTRACT` has 11 categories, in the order of `CATEGORY_NAMES`', () => {
  expect(CONTRACT.map(({ category }) => category)).toEqual(CATEGORY_NAMES);
  expect(CATEGORY_NAMES).toHaveLength(11);
});

test('`CALLBACKS` has 51 callbacks, each once, category by category', () => {
  expect(new Set(CALLBACKS.map(nameOf)).size).toBe(51);
  expect(CALLBACKS).toHaveLength(51);
  expect(CALLBACKS).toEqual(CONTRACT.flatMap(({ callbacks }) => callbacks));
});

test('`CALLBACKS` uses every parameter type', () => {
  const used = new Set(CALLBACKS.flatMap(({ parameters }) => parameters.map(({ type }) => type)));
  expect([...used].toSorted()).toEqual(PARAMETER_TYPES.toSorted());
});

test('`CALLBACKS` says since which version of Synapse, as major.minor', () => {
  expect(CALLBACKS.filter(({ since }) => !/^1\.\d+$/.test(since))).toEqual([]);
});

test('`CALLBACKS` refers only to callbacks of the same category', () => {
  const references = CALLBACKS.flatMap(({ category, name, combine, requires = [] }) => {
    const thenAsk = combine.rule === 'firstDenial' && combine.thenAsk !== undefined ? [combine.thenAsk.callback] : [];
    return [...requires, ...thenAsk].map((other) => [name, callbackContract(category, other).name]);
  });
  expect(references).toEqual([
    ['federated_user_may_invite', 'user_may_invite'],
    ['get_users_for_states', 'get_interested_users'],
    ['get_interested_users', 'get_users_for_states'],
    ['default_batch_size', 'on_update'],
    ['min_batch_size', 'on_update'],
  ]);
});

test('`CALLBACKS` has a denial wherever a module refuses by its answer or by an exception', () => {
  const refusing = new Set(['firstDenial', 'firstBehaviour', 'veto', 'allowOrReplace', 'throwToVeto', 'firstFalsy']);
  const without = CALLBACKS.filter(({ combine, denial }) => refusing.has(combine.rule) && denial === undefined);
  expect(without.map(nameOf)).toEqual([]);
});

test('`CALLBACKS` has no denial for a notification', () => {
  const denying = CALLBACKS.filter(({ operation, denial }) => operation === 'notification' && denial !== undefined);
  expect(denying.map(nameOf)).toEqual([]);
});

test("`CALLBACKS` holds each denial as Synapse's clients see it", () => {
  const denials = CALLBACKS.flatMap(({ name, denial }) =>
    denial === undefined ? [] : [`${name}: ${denial.status} ${denial.errcode} ${denial.error}`],
  );
  expect(denials.join('\n')).toMatchInlineSnapshot(`
    "check_event_for_spam: 403 M_FORBIDDEN This message has been rejected as probable spam
    should_drop_federated_event: 403 M_UNKNOWN M_FORBIDDEN
    user_may_join_room: 403 M_FORBIDDEN Not allowed to join this room
    user_may_invite: 403 M_FORBIDDEN Invites have been disabled on this server
    federated_user_may_invite: 403 M_FORBIDDEN This user is not permitted to send invites to this server/user
    user_may_send_3pid_invite: 403 M_FORBIDDEN Cannot send threepid invite
    user_may_create_room: 403 M_FORBIDDEN You are not permitted to create rooms
    user_may_create_room_alias: 403 M_FORBIDDEN This user is not permitted to create this alias
    user_may_publish_room: 403 M_FORBIDDEN This user is not permitted to publish rooms to the room list
    user_may_send_state_event: 403 M_FORBIDDEN You are not permitted to send the state event
    check_registration_for_spam: 429 M_UNKNOWN Rate limited
    check_media_file_for_spam: 400 M_UNKNOWN Bad content
    check_login_for_spam: 403 M_FORBIDDEN Login was blocked by the server
    is_user_expired: 403 ORG_MATRIX_EXPIRED_ACCOUNT User account has expired
    check_event_allowed: 403 M_FORBIDDEN This event is not allowed in this context
    on_create_room: 403 M_UNKNOWN Room creation forbidden with these parameters
    check_threepid_can_be_invited: 403 M_FORBIDDEN This third-party identifier can not be invited in this room
    check_visibility_can_be_modified: 403 M_UNKNOWN Room visibility value not allowed.
    check_can_shutdown_room: 403 M_FORBIDDEN Shutdown of this room is forbidden
    check_can_deactivate_user: 403 M_FORBIDDEN Deactivation of this user is forbidden
    auth_checkers: 403 M_FORBIDDEN Invalid username or password
    check_3pid_auth: 403 M_FORBIDDEN Invalid username or password
    is_3pid_allowed: 403 M_THREEPID_DENIED Third party identifiers (email/phone numbers) are not authorized on this server
    is_user_allowed_to_upload_media_of_size: 413 M_TOO_LARGE Upload request body is too large
    get_media_upload_limits_for_user: 403 M_USER_LIMIT_EXCEEDED Media upload limit exceeded
    get_ratelimit_override_for_user: 429 M_LIMIT_EXCEEDED Too Many Requests"
  `);
});

test('`CALLBACKS` has these operations, combining rules and exception rules', () => {
  const rules = CALLBACKS.map(({ name, operation, combine: { rule, ...details }, onException }) => {
    const facts = Object.entries(details).map(
      ([fact, value]) => `${fact}=${typeof value === 'object' ? JSON.stringify(value) : value}`,
    );
    return `${name}: ${operation}, ${[rule, ...facts].join(' ')}, ${onException}`;
  });
  expect(rules.join('\n')).toMatchInlineSnapshot(`
    "check_event_for_spam: event, firstDenial booleans=trueDenies tuples=true messages=true, propagate
    should_drop_federated_event: remoteEvent, firstTruthy, propagate
    user_may_join_room: localAction, firstDenial booleans=trueAllows tuples=true, propagate
    user_may_invite: userAction, firstDenial booleans=trueAllows tuples=true, propagate
    federated_user_may_invite: remoteEvent, firstDenial booleans=trueAllows tuples=true thenAsk={"callback":"user_may_invite","arguments":["sender","state_key","room_id"]}, propagate
    user_may_send_3pid_invite: localAction, firstDenial booleans=trueAllows tuples=true, propagate
    user_may_create_room: localAction, firstDenial booleans=trueAllows tuples=true, propagate
    user_may_create_room_alias: localAction, firstDenial booleans=trueAllows tuples=true, propagate
    user_may_publish_room: localAction, firstDenial booleans=trueAllows tuples=true, propagate
    user_may_send_state_event: localAction, firstDenial booleans=refused tuples=false, propagate
    check_username_for_spam: localAction, firstTruthy, propagate
    check_registration_for_spam: localAction, firstBehaviour, propagate
    check_media_file_for_spam: localAction, firstDenial booleans=trueDenies tuples=true, propagate
    check_login_for_spam: localAction, firstDenial booleans=refused tuples=true, propagate
    is_user_expired: localAction, firstAnswer, propagate
    on_user_registration: notification, notifyAll, propagate
    on_user_login: notification, notifyAll, propagate
    on_legacy_send_mail: localAction, onlyRegistered, propagate
    on_legacy_renew: localAction, onlyRegistered, propagate
    on_legacy_admin_request: localAction, onlyRegistered, propagate
    check_event_allowed: event, allowOrReplace, moduleFailed
    on_create_room: localAction, throwToVeto, forbid
    check_threepid_can_be_invited: localAction, veto, log
    check_visibility_can_be_modified: localAction, veto, log
    on_new_event: notification, notifyAll, log
    check_can_shutdown_room: localAction, veto, log
    check_can_deactivate_user: localAction, veto, log
    on_profile_update: notification, notifyAll, log
    on_user_deactivation_status_changed: notification, notifyAll, log
    on_threepid_bind: notification, notifyAll, log
    on_add_user_third_party_identifier: notification, notifyAll, log
    on_remove_user_third_party_identifier: notification, notifyAll, log
    get_users_for_states: notification, mergeSetMaps, log
    get_interested_users: notification, mergeSetsOrAll, log
    auth_checkers: localAction, firstLogin, log
    check_3pid_auth: localAction, firstLogin, log
    on_logged_out: notification, notifyAll, log
    is_3pid_allowed: localAction, veto, internalServerError
    get_username_for_registration: localAction, firstString, internalServerError
    get_displayname_for_registration: localAction, firstString, internalServerError
    on_update: notification, firstRegistered, propagate
    default_batch_size: notification, firstRegistered, propagate
    min_batch_size: notification, firstRegistered, propagate
    on_account_data_updated: notification, notifyAll, log
    get_media_config_for_user: localAction, firstTruthy, propagate
    is_user_allowed_to_upload_media_of_size: localAction, firstFalsy, propagate
    get_media_upload_limits_for_user: localAction, firstAnswer, propagate
    on_media_upload_limit_exceeded: notification, notifyAll, propagate
    get_ratelimit_override_for_user: localAction, firstTruthy, propagate
    add_field_to_unsigned_callback: notification, mergeFields, propagate
    on_event_delivered_over_federation: notification, notifyAll, log"
  `);
});

test('`callbackContract()` finds a row by its category and name', () => {
  expect(callbackContract('password_auth_provider', 'is_3pid_allowed')).toEqual({
    category: 'password_auth_provider',
    name: 'is_3pid_allowed',
    since: '1.53',
    parameters: [
      { name: 'medium', type: 'string' },
      { name: 'address', type: 'string' },
      { name: 'registration', type: 'boolean' },
    ],
    combine: { rule: 'veto' },
    onException: 'internalServerError',
    operation: 'localAction',
    denial: {
      status: 403,
      errcode: 'M_THREEPID_DENIED',
      error: 'Third party identifiers (email/phone numbers) are not authorized on this server',
    },
  });
});

test('`callbackContract()` names the callbacks of the category when it has no such one', () => {
  expect(() => callbackContract('account_validity', 'is_user_expierd')).toThrowErrorMatchingInlineSnapshot(
    `[RangeError: Cannot find the callback "is_user_expierd" among those of account_validity: is_user_expired, on_user_registration, on_user_login, on_legacy_send_mail, on_legacy_renew, on_legacy_admin_request]`,
  );
});

test('`callbackContract()` names the categories when there is no such one', () => {
  expect(() => callbackContract('toString', 'check_event_for_spam')).toThrowErrorMatchingInlineSnapshot(
    `[RangeError: Cannot find the category "toString" among spam_checker, account_validity, third_party_rules, presence_router, password_auth_provider, background_update_controller, account_data, media_repository, ratelimit, add_extra_fields_to_unsigned_client_event, federation]`,
  );
});

test('`RowsOf` and `CallbackName` keep names and parameters as literal types', () => {
  expectTypeOf<RowsOf<'ratelimit'>['get_ratelimit_override_for_user']['parameters']>().toEqualTypeOf<
    readonly [readonly ['user_id', 'userId'], readonly ['limiter_name', 'string']]
  >();
  expectTypeOf<CallbackName<'presence_router'>>().toEqualTypeOf<'get_users_for_states' | 'get_interested_users'>();
  expectTypeOf<'on_update' | 'on_logged_out'>().toExtend<CallbackName>();
  // @ts-expect-error -- a misspelt callback
  const misspelt: CallbackName = 'check_evnt_for_spam';
  expect(CALLBACKS.map(({ name }) => name)).not.toContain(misspelt);
});
