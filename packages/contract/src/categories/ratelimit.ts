import { type CategoryContract, defineCategory } from '../define-category.ts';

const rows = {
  // A module refuses by its limit; the body also holds `retry_after_ms`.
  get_ratelimit_override_for_user: {
    since: '1.132',
    parameters: [
      ['user_id', 'userId'],
      ['limiter_name', 'string'],
    ],
    combine: { rule: 'firstTruthy' },
    outcome: { form: 'ratelimitOverride' },
    onException: 'propagate',
    operation: 'localAction',
    denial: { status: 429, errcode: 'M_LIMIT_EXCEEDED', error: 'Too Many Requests' },
  },
} as const;

/**
 * The callback that sets a user's own rate limits.
 * https://element-hq.github.io/synapse/latest/modules/ratelimit_callbacks.html
 */
export const ratelimit: CategoryContract<'ratelimit', typeof rows> = defineCategory('ratelimit', rows);
