import type { RoomAlias, RoomId, UserId } from '../types/ids.ts';
import type { JsonObject } from '../types/json.ts';
import type { MaybePromise } from '../types/maybe-promise.ts';
import type { FileInfo, ReadableMediaFile } from '../types/media.ts';
import type { UserProfile } from '../types/profile.ts';
import type { EmailThreepid, RegistrationBehaviour, RequestInfo } from '../types/registration.ts';
import type { RoomEvent } from '../types/room-event.ts';
import type { NOT_SPAM, SpamVerdict } from '../types/spam-verdict.ts';
import type { CreateRoomRequest } from '../types/create-room-request.ts';
import type { Codes } from '../types/codes.ts';
import type { CallbackDecorator } from '../decorators/callback-decorator.ts';
import { createCallbackDecorator } from '../decorators/create-callback-decorator.ts';

/**
 * The callbacks of `@SpamChecker`.
 * https://element-hq.github.io/synapse/latest/modules/spam_checker_callbacks.html
 */
export interface SpamCheckerCallbacks {
  /** May this event be sent? Not asked for membership events and for a new room's initial events. */
  checkEventForSpam: (event: RoomEvent) => MaybePromise<SpamVerdict>;
  /** Should an event from another server be dropped before anything is done with it? */
  shouldDropFederatedEvent: (event: RoomEvent) => MaybePromise<boolean>;
  /** May the user join the room? Not asked of administrators, nor of a room's creator. */
  userMayJoinRoom: (userId: UserId, roomId: RoomId, isInvited: boolean) => MaybePromise<SpamVerdict>;
  /** May one user invite another? Not asked of administrators. */
  userMayInvite: (inviter: UserId, invitee: UserId, roomId: RoomId) => MaybePromise<SpamVerdict>;
  /** May a user of another server invite a local one? Asked before `userMayInvite`. */
  federatedUserMayInvite: (event: RoomEvent) => MaybePromise<SpamVerdict>;
  /** May the user invite an email address or telephone number that belongs to no known user? */
  userMaySend3pidInvite: (
    inviter: UserId,
    medium: string,
    address: string,
    roomId: RoomId,
  ) => MaybePromise<SpamVerdict>;
  /** May the user create a room? `roomConfig` is the request's body; a copy. Not asked of administrators. */
  userMayCreateRoom: (userId: UserId, roomConfig: CreateRoomRequest) => MaybePromise<SpamVerdict>;
  /** May the user create the alias? */
  userMayCreateRoomAlias: (userId: UserId, roomAlias: RoomAlias) => MaybePromise<SpamVerdict>;
  /** May the user publish the room in the public room list, or take it out? */
  userMayPublishRoom: (userId: UserId, roomId: RoomId) => MaybePromise<SpamVerdict>;
  /** May the user send this state event through the state endpoint? Knows no extra fields. Not asked of administrators. */
  userMaySendStateEvent: (
    userId: UserId,
    roomId: RoomId,
    eventType: string,
    stateKey: string,
    content: JsonObject,
  ) => MaybePromise<typeof NOT_SPAM | Codes>;
  /** Should this user be left out of the user directory's results? True leaves out. */
  checkUsernameForSpam: (userProfile: UserProfile, requesterId: UserId) => MaybePromise<boolean>;
  /** May this account be registered? */
  checkRegistrationForSpam: (
    emailThreepid: EmailThreepid | null,
    username: string | null,
    requestInfo: readonly RequestInfo[],
    authProviderId: string | null,
  ) => MaybePromise<RegistrationBehaviour>;
  /** May this file stay in the media store? Asked for uploads, and for every thumbnail. */
  checkMediaFileForSpam: (file: ReadableMediaFile, info: FileInfo) => MaybePromise<SpamVerdict>;
  /** May the user log in, having proved who they are? */
  checkLoginForSpam: (
    userId: UserId,
    deviceId: string | null,
    initialDisplayName: string | null,
    requestInfo: readonly RequestInfo[],
    authProviderId: string | null,
  ) => MaybePromise<SpamVerdict>;
}

/**
 * Declares that a method is a spam checker callback: it refuses what users and other servers do.
 *
 * @example
 * ```ts
 * @SpamChecker
 * userMayInvite(inviter: UserId): SpamVerdict {
 *   return this.config.deny.includes(inviter) ? Codes.FORBIDDEN : NOT_SPAM;
 * }
 * ```
 *
 * @see https://element-hq.github.io/synapse/latest/modules/spam_checker_callbacks.html
 */
export const SpamChecker: CallbackDecorator<SpamCheckerCallbacks, 'spam_checker'> = createCallbackDecorator(
  'SpamChecker',
  'spam_checker',
);
