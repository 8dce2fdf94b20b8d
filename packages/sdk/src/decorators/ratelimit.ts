import type { RatelimitCallbacks } from '../callbacks/ratelimit.ts';
import type { CallbackDecorator } from './callback-decorator.ts';
import { createCallbackDecorator } from './create-callback-decorator.ts';

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
