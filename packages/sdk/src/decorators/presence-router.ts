import type { PresenceRouterCallbacks } from '../callbacks/presence-router.ts';
import type { CallbackDecorator } from './callback-decorator.ts';
import { createCallbackDecorator } from './create-callback-decorator.ts';

/**
 * Declares that a method is a presence router callback: it sends presence to users who share no room. A module has both
 * callbacks or neither.
 *
 * @example
 * ```ts
 * @PresenceRouter
 * getInterestedUsers(userId: UserId): ReadonlySet<UserId> { … }
 * ```
 *
 * @see https://element-hq.github.io/synapse/latest/modules/presence_router_callbacks.html
 */
export const PresenceRouter: CallbackDecorator<PresenceRouterCallbacks, 'presence_router'> = createCallbackDecorator(
  'PresenceRouter',
  'presence_router',
);
