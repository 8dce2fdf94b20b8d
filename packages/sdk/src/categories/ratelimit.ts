import type { UserId } from '../types/ids.ts';
import type { MaybePromise } from '../types/maybe-promise.ts';
import type { RatelimitOverride } from '../types/ratelimit.ts';
import type { CallbackDecorator } from '../decorators/callback-decorator.ts';
import { createCallbackDecorator } from '../decorators/create-callback-decorator.ts';

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

/**
 * Declares that a method is the ratelimit callback: it gives users limits of their own.
 *
 * @example
 * ```ts
 * @Ratelimit
 * getRatelimitOverrideForUser(userId: UserId): RatelimitOverride | null {
 *   return userId === this.config.bot ? { perSecond: 0, burstCount: 0 } : null;
 * }
 * ```
 *
 * @see https://element-hq.github.io/synapse/latest/modules/ratelimit_callbacks.html
 */
export const Ratelimit: CallbackDecorator<RatelimitCallbacks, 'ratelimit'> = createCallbackDecorator(
  'Ratelimit',
  'ratelimit',
);
