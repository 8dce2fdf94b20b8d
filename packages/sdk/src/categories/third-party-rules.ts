import type { CreateRoomRequest } from '../types/create-room-request.ts';
import type { EventReplacement } from '../types/event-replacement.ts';
import type { RoomId, UserId } from '../types/ids.ts';
import type { MaybePromise } from '../types/maybe-promise.ts';
import type { ProfileInfo } from '../types/profile.ts';
import type { Requester } from '../types/requester.ts';
import type { RoomEvent } from '../types/room-event.ts';
import type { StateMap } from '../types/state-map.ts';
import type { CallbackDecorator } from '../decorators/callback-decorator.ts';
import { createCallbackDecorator } from '../decorators/create-callback-decorator.ts';

/**
 * The callbacks of `@ThirdPartyRules`.
 * https://element-hq.github.io/synapse/latest/modules/third_party_rules_callbacks.html
 */
export interface ThirdPartyRulesCallbacks {
  /**
   * May this event be sent into the room, whose state before the event is `stateEvents`? A replacement takes
   * the event's place, and nobody else is asked; answer with the event itself after changing the room's state.
   */
  checkEventAllowed: (
    event: RoomEvent,
    stateEvents: StateMap,
  ) => MaybePromise<readonly [allowed: boolean, replacement?: EventReplacement | null]>;
  /** A room is being created. Edits of `requestContent` take effect; throw a `SynapseError` to refuse. */
  onCreateRoom: (
    requester: Requester,
    requestContent: CreateRoomRequest,
    isRequesterAdmin: boolean,
  ) => MaybePromise<void>;
  /** May this email address or telephone number be invited? */
  checkThreepidCanBeInvited: (medium: string, address: string, stateEvents: StateMap) => MaybePromise<boolean>;
  /** May the room be published in the public room list, or, at creation, have this visibility? */
  checkVisibilityCanBeModified: (
    roomId: RoomId,
    stateEvents: StateMap,
    newVisibility: 'public' | 'private',
  ) => MaybePromise<boolean>;
  /** An event was added to a room; `stateEvents` is the state after it. In Synapse called on every process. */
  onNewEvent: (event: RoomEvent, stateEvents: StateMap) => MaybePromise<void>;
  /** May an administrator (or, with null, a module) shut down the room? */
  checkCanShutdownRoom: (userId: UserId | null, roomId: RoomId) => MaybePromise<boolean>;
  /** May the user be deactivated? */
  checkCanDeactivateUser: (userId: UserId, byAdmin: boolean) => MaybePromise<boolean>;
  /** A user's profile changed. */
  onProfileUpdate: (
    userId: UserId,
    newProfile: ProfileInfo,
    byAdmin: boolean,
    deactivation: boolean,
  ) => MaybePromise<void>;
  /** A user was deactivated or reactivated. */
  onUserDeactivationStatusChanged: (userId: UserId, deactivated: boolean, byAdmin: boolean) => MaybePromise<void>;
  /** @deprecated Synapse discourages it; use `onAddUserThirdPartyIdentifier`. */
  onThreepidBind: (userId: UserId, medium: string, address: string) => MaybePromise<void>;
  /** A user added an email address or telephone number. */
  onAddUserThirdPartyIdentifier: (userId: UserId, medium: string, address: string) => MaybePromise<void>;
  /** A user's email address or telephone number was removed. */
  onRemoveUserThirdPartyIdentifier: (userId: UserId, medium: string, address: string) => MaybePromise<void>;
}

/**
 * Declares that a method is a third-party rules callback: it refuses or replaces events, and hears of what happened.
 *
 * @example
 * ```ts
 * @ThirdPartyRules('on_new_event', { when: { type: ['m.room.member'], sender: 'local' } })
 * async greet(event: RoomEvent): Promise<void> { … }
 * ```
 *
 * @see https://element-hq.github.io/synapse/latest/modules/third_party_rules_callbacks.html
 */
export const ThirdPartyRules: CallbackDecorator<ThirdPartyRulesCallbacks, 'third_party_rules'> =
  createCallbackDecorator('ThirdPartyRules', 'third_party_rules');
