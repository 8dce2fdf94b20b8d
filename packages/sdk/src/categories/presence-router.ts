import type { UserId } from '../types/ids.ts';
import type { MaybePromise } from '../types/maybe-promise.ts';
import type { PRESENCE_ALL_USERS, UserPresenceState } from '../types/presence.ts';
import type { CallbackDecorator } from '../decorators/callback-decorator.ts';
import { createCallbackDecorator } from '../decorators/create-callback-decorator.ts';

/**
 * The callbacks of `@PresenceRouter`. A module has both or neither.
 * https://element-hq.github.io/synapse/latest/modules/presence_router_callbacks.html
 */
export interface PresenceRouterCallbacks {
  /**
   * Who else should receive these presence updates? A local user sees them only if `getInterestedUsers` names who they
   * are of; one for whom it answers all users sees exactly what is routed to them here, and must get something.
   */
  getUsersForStates: (
    stateUpdates: readonly UserPresenceState[],
  ) => MaybePromise<ReadonlyMap<UserId, ReadonlySet<UserPresenceState>>>;
  /** Whose presence should this user see beside that of the users they share a room with? */
  getInterestedUsers: (userId: UserId) => MaybePromise<ReadonlySet<UserId> | typeof PRESENCE_ALL_USERS>;
}

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
