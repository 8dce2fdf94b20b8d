import { type CategoryContract, defineCategory } from '../define-category.ts';

const rows = {
  // The denial is what a login meets that neither a module nor the homeserver accepts; 401 in user-interactive auth.
  auth_checkers: {
    since: '1.46',
    parameters: [
      ['username', 'string'],
      ['login_type', 'string'],
      ['login_dict', 'json'],
    ],
    combine: { rule: 'firstLogin' },
    onException: 'log',
    operation: 'localAction',
    denial: { status: 403, errcode: 'M_FORBIDDEN', error: 'Invalid username or password' },
    perLoginType: true,
  },
  check_3pid_auth: {
    since: '1.46',
    parameters: [
      ['medium', 'string'],
      ['address', 'string'],
      ['password', 'string'],
    ],
    combine: { rule: 'firstLogin' },
    onException: 'log',
    operation: 'localAction',
    denial: { status: 403, errcode: 'M_FORBIDDEN', error: 'Invalid username or password' },
  },
  on_logged_out: {
    since: '1.46',
    parameters: [
      ['user_id', 'userId'],
      ['device_id', 'optionalString'],
      ['access_token', 'string'],
    ],
    combine: { rule: 'notifyAll' },
    onException: 'log',
    operation: 'notification',
  },
  // The denial is that of a registration's last step. Requests for a validation token name the kind of identifier:
  // "Your email domain is not authorized to register on this server", without "to register" for an existing account.
  is_3pid_allowed: {
    since: '1.53',
    parameters: [
      ['medium', 'string'],
      ['address', 'string'],
      ['registration', 'boolean'],
    ],
    combine: { rule: 'veto' },
    onException: 'internalServerError',
    operation: 'localAction',
    denial: {
      status: 403,
      errcode: 'M_THREEPID_DENIED',
      error: 'Third party identifiers (email/phone numbers) are not authorized on this server',
    },
  },
  get_username_for_registration: {
    since: '1.52',
    parameters: [
      ['uia_results', 'editableJson'],
      ['params', 'editableJson'],
    ],
    combine: { rule: 'firstString' },
    onException: 'internalServerError',
    operation: 'localAction',
  },
  get_displayname_for_registration: {
    since: '1.54',
    parameters: [
      ['uia_results', 'editableJson'],
      ['params', 'editableJson'],
    ],
    combine: { rule: 'firstString' },
    onException: 'internalServerError',
    operation: 'localAction',
  },
} as const;

/**
 * Callbacks that log users in, and shape their registration.
 * https://element-hq.github.io/synapse/latest/modules/password_auth_provider_callbacks.html
 */
export const passwordAuthProvider: CategoryContract<'password_auth_provider', typeof rows> = defineCategory(
  'password_auth_provider',
  rows,
);
