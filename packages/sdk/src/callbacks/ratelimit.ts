import type { UserId } from '../types/ids.ts';
import type { MaybePromise } from '../types/maybe-promise.ts';
import type { RatelimitOverride } from '../types/ratelimit.ts';

/**
 * The callback of `@Ratelimit`.
 * https://element-hq.github.io/synapse/latest/modules/ratelimit_callbacks.html
 */
export interface RatelimitCallbacks {
  /** The user's own limit for `rc_invites.per_room`, `rc_invites.per_user` or `rc_invites.per_issuer`. */
  getRatelimitOverrideForUser: (
    userId: UserId,
    limiterName: string,
  ) => MaybePromise<RatelimitOverride | null | undefined>;
}
