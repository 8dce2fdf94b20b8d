import { type CategoryContract, defineCategory } from '../define-category.ts';

const rows = {
  // Asked at nearly every request of a user; the access token stays valid.
  is_user_expired: {
    since: '1.39',
    parameters: [['user_id', 'userId']],
    combine: { rule: 'firstAnswer' },
    outcome: { form: 'boolean' },
    onException: 'propagate',
    operation: 'localAction',
    denial: { status: 403, errcode: 'ORG_MATRIX_EXPIRED_ACCOUNT', error: 'User account has expired' },
  },
  on_user_registration: {
    since: '1.39',
    parameters: [['user_id', 'userId']],
    combine: { rule: 'notifyAll' },
    onException: 'propagate',
    operation: 'notification',
  },
  on_user_login: {
    since: '1.98',
    parameters: [
      ['user_id', 'userId'],
      ['auth_provider_type', 'optionalString'],
      ['auth_provider_id', 'optionalString'],
    ],
    combine: { rule: 'notifyAll' },
    onException: 'propagate',
    operation: 'notification',
  },
  // These three answer a request in Synapse's place, so somebody waits for what they do.
  on_legacy_send_mail: {
    since: '1.39',
    parameters: [['user_id', 'userId']],
    combine: { rule: 'onlyRegistered' },
    onException: 'propagate',
    operation: 'localAction',
  },
  on_legacy_renew: {
    since: '1.39',
    parameters: [['token', 'string']],
    combine: { rule: 'onlyRegistered' },
    outcome: { form: 'renewal' },
    onException: 'propagate',
    operation: 'localAction',
  },
  on_legacy_admin_request: {
    since: '1.39',
    parameters: [['request', 'request']],
    combine: { rule: 'onlyRegistered' },
    outcome: { form: 'timestamp' },
    onException: 'propagate',
    operation: 'localAction',
  },
} as const;

/**
 * Callbacks that decide how long an account is valid.
 * https://element-hq.github.io/synapse/latest/modules/account_validity_callbacks.html
 */
export const accountValidity: CategoryContract<'account_validity', typeof rows> = defineCategory(
  'account_validity',
  rows,
);
