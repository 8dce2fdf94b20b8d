import type { EventId, RoomId, UserId } from './types/ids.ts';
import type { LocalMedia } from './types/local-media.ts';
import type {
  PageOptions,
  RoomIdsPage,
  RoomsPage,
  RoomsPageOptions,
  UsersPage,
  UsersPageOptions,
} from './types/pages.ts';
import type { ExternalId } from './types/profile.ts';
import type { RegistrationToken, RegistrationTokenOptions } from './types/registration-token.ts';
import type { RequestLimit } from './types/request-limit.ts';
import type { Requester } from './types/requester.ts';
import type { RoomEvent } from './types/room-event.ts';
import type { RoomShutdown, RoomShutdownOptions } from './types/room-shutdown.ts';
import type { ScheduledTask, ScheduleTaskOptions, TaskAction } from './types/scheduled-task.ts';

/**
 * What modules in Python take from Synapse's private parts, as members of {@linkcode ModuleApi}. Synapse's own `ModuleApi` has
 * none of it; Bouton is tested with it on Synapse 1.140 to 1.163. `ModuleApi.supports` tells whether the homeserver at hand
 * can do it.
 */
export interface ServerOperations {
  // Users.

  /**
   * Deactivates a local user as an administrator: they are logged out and leave their rooms; the modules are asked.
   *
   * @param options.erase Whether what they wrote is hidden from who has not seen it.
   * @throws {SynapseError} 403 if a module forbids it, 404 if there is no such user.
   */
  deactivateUser(userId: UserId, options?: { readonly erase?: boolean }): Promise<void>;
  /** Sets a local user's avatar, an `mxc:` URI or empty, as an administrator. @throws {SynapseError} 400 for others' users. */
  setAvatarUrl(userId: UserId, newAvatarUrl: string): Promise<void>;
  /**
   * Gives a local user an email address or a telephone number; the modules are told.
   *
   * @param validatedAt When it was found to be theirs, in milliseconds since the epoch; now if it is left out.
   */
  addThreepid(userId: UserId, medium: 'email' | 'msisdn', address: string, validatedAt?: number): Promise<void>;
  /** Takes an address away from a local user; the modules are told. Does nothing if they do not have it. */
  removeThreepid(userId: UserId, medium: 'email' | 'msisdn', address: string): Promise<void>;
  /** The rooms that a user has joined, as far as this homeserver knows; sorted. */
  getRoomsForUser(userId: UserId): Promise<readonly RoomId[]>;
  /**
   * The local users, by their IDs, a page at a time.
   *
   * @throws {RangeError} If `from` or `limit` is not a whole number from 0 on.
   */
  getUsersPaginate(options?: UsersPageOptions): Promise<UsersPage>;
  /** The IDs that a local user has at identity providers; see {@linkcode ModuleApi.recordUserExternalId}. */
  getExternalIdsByUser(userId: UserId): Promise<readonly ExternalId[]>;

  // Registration tokens.

  /**
   * Makes a token with which somebody can register, if the homeserver asks for one (`registration_requires_token`).
   *
   * @throws {SynapseError} 400 `M_INVALID_PARAM` if the token exists, or an option is not what it should be.
   */
  createRegistrationToken(options?: RegistrationTokenOptions): Promise<RegistrationToken>;
  /** Whether somebody can register with a token now. */
  registrationTokenIsValid(token: string): Promise<boolean>;

  // Rooms and events.

  /** The users who have joined a room, of all servers; sorted. */
  getUsersInRoom(roomId: RoomId): Promise<readonly UserId[]>;
  /** Whether a user has joined a room. */
  isUserInRoom(userId: UserId, roomId: RoomId): Promise<boolean>;
  /** Whether a user of a server has joined a room. */
  isServerInRoom(serverName: string, roomId: RoomId): Promise<boolean>;
  /** One event, whoever may see it; null if this homeserver does not have it, or has rejected it. */
  getEvent(eventId: EventId): Promise<RoomEvent | null>;
  /**
   * The rooms that this homeserver knows, by their IDs, a page at a time. Synapse counts members and learns names in the
   * background: what happened in the last seconds may be missing.
   *
   * @throws {RangeError} If `from` or `limit` is not a whole number from 0 on.
   */
  getRoomsPaginate(options?: RoomsPageOptions): Promise<RoomsPage>;
  /**
   * The rooms whose current state has an event of a type, by their IDs, a page at a time. A Synapse looks through the state of
   * all its rooms for it.
   *
   * @throws {RangeError} If `from` or `limit` is not a whole number from 0 on.
   */
  getRoomsWithStateType(eventType: string, options?: PageOptions): Promise<RoomIdsPage>;
  /** Whether local users are kept from joining a room. */
  isRoomBlocked(roomId: RoomId): Promise<boolean>;
  /** Keeps local users from joining a room, which may be one that this homeserver does not know. `userId` is who does so. */
  blockRoom(roomId: RoomId, userId: UserId): Promise<void>;
  /** Lets local users join a blocked room again. */
  unblockRoom(roomId: RoomId): Promise<void>;
  /**
   * Makes all local users leave a room, and by default removes it from the database; waits until it is done.
   *
   * @throws {SynapseError} 403 if a module forbids it, 400 if the room ID is malformed or somebody could not be made to
   * leave.
   */
  shutdownRoom(roomId: RoomId, options?: RoomShutdownOptions): Promise<RoomShutdown>;
  /**
   * Removes a room from the database; waits until it is done.
   *
   * @param options.force Also if local users are in it.
   * @throws {SynapseError} 400 if local users are in it.
   */
  purgeRoom(roomId: RoomId, options?: { readonly force?: boolean }): Promise<void>;

  // Media.

  /** A file of this homeserver's media repository; null if there is none, or it is in quarantine. */
  getLocalMedia(mediaId: string): Promise<LocalMedia | null>;

  // Tasks that outlive a restart.

  /**
   * Says what tasks of a name do. In the constructor only: tasks of earlier runs may wait for it. A task runs at least once:
   * if the homeserver stops meanwhile, it begins anew.
   *
   * @param action A name that no other module has: `org.example.reminder`.
   * @throws {BoutonError} `BOUTON_TASK_ACTION` if it is registered already, `BOUTON_REGISTERED_LATE` after the constructor.
   */
  registerTaskAction(action: string, run: TaskAction): void;
  /**
   * Has the homeserver run a task, also after a restart; resolves to its ID. Synapse looks once a minute for those whose time has
   * come.
   *
   * @throws {BoutonError} `BOUTON_TASK_ACTION` if no module registered the action.
   */
  scheduleTask(action: string, options?: ScheduleTaskOptions): Promise<string>;
  /** A task; null if there is none. Tasks are forgotten a week after they ended. */
  getScheduledTask(id: string): Promise<ScheduledTask | null>;
  /** Forgets a task that does not run. @throws {Error} If it runs, or there is none. */
  cancelScheduledTask(id: string): Promise<void>;

  // Limits.

  /**
   * Counts a request against a limit, for web resources. Administrators' overrides of a user's limits apply.
   *
   * @param who Who makes it, as `getUserByReq` says, or a text such as an IP address.
   * @throws {SynapseError} 429 `M_LIMIT_EXCEEDED` with `retry_after_ms`, if it is one too many.
   */
  ratelimit(who: Requester | string, limit: RequestLimit): Promise<void>;
}
