import type { CallbackName, CamelCase } from '@bouton/contract';
import type { BackgroundWork } from './background-work.ts';
import type { ModuleRegistration } from './module-registration.ts';
import type { ServerOperations } from './server-operations.ts';
import type { AccountDataManager } from './types/account-data-manager.ts';
import type { CreateRoomRequest } from './types/create-room-request.ts';
import type { EventToSend } from './types/event-to-send.ts';
import type { HttpClient } from './types/http-client.ts';
import type { RoomAlias, RoomId, UserId } from './types/ids.ts';
import type { JsonObject, JsonObjectLike } from './types/json.ts';
import type { Logger } from './types/logger.ts';
import type { ProfileInfo, Threepid, UserInfo, UserIpAndAgent } from './types/profile.ts';
import type { PublicRoomListManager } from './types/public-room-list-manager.ts';
import type { RegisteredDevice } from './types/registered-device.ts';
import type { Requester } from './types/requester.ts';
import type { RoomEvent } from './types/room-event.ts';
import type { StateFilter } from './types/state-filter.ts';
import type { StateMap } from './types/state-map.ts';
import type { Template } from './types/template.ts';

/**
 * The homeserver, as a module sees it. A module gets its own as the second argument of its constructor.
 *
 * It has every member of Synapse's `ModuleApi`, under its name in camelCase and with its behaviour, and those of
 * `ServerOperations`. A member that the host does not implement throws a `BoutonError` with the code
 * `BOUTON_NOT_IMPLEMENTED`.
 * https://element-hq.github.io/synapse/latest/modules/writing_a_module.html
 */
export interface ModuleApi extends ModuleRegistration, ServerOperations, BackgroundWork {
  /**
   * Whether this homeserver has a member of `ModuleApi` or a callback: older versions of Synapse lack some. The embedded
   * homeserver has all, but never asks what only other servers trigger.
   *
   * @param name In camelCase: `setPresenceForUsers`, `onEventDeliveredOverFederation`. False for one that nobody knows.
   */
  supports(name: keyof ModuleApi | CamelCase<CallbackName>): boolean;

  // The homeserver.

  /** The part of user IDs after the colon. */
  readonly serverName: string;
  /** The address under which clients reach the homeserver, with a trailing slash. */
  readonly publicBaseurl: string;
  /** The name that mails to users carry. */
  readonly emailAppName: string;
  /** The name of this process among Synapse's workers; null in the main process. */
  readonly workerName: string | null;
  /** The application that this worker runs; null in the main process. */
  readonly workerApp: string | null;
  /** The directory of the administrator's templates; null if there is none. */
  readonly customTemplateDir: string | null;
  /** Requests to other services. */
  readonly httpClient: HttpClient;
  /** The public room list. */
  readonly publicRoomListManager: PublicRoomListManager;
  /** Global account data of local users. */
  readonly accountDataManager: AccountDataManager;

  // Users, authentication, devices.

  /** The account with exactly this ID; null if there is none. */
  getUserinfoById(userId: UserId): Promise<UserInfo | null>;
  /**
   * Who makes a web request, by its access token.
   *
   * @throws {SynapseError} 401 without a valid token, 403 for guests and expired accounts unless allowed.
   */
  getUserByReq(
    request: Request,
    options?: { readonly allowGuest?: boolean; readonly allowExpired?: boolean },
  ): Promise<Requester>;
  /** Whether the user is an administrator of the homeserver; false for an unknown user. */
  isUserAdmin(userId: UserId): Promise<boolean>;
  /** Makes a user an administrator of the homeserver, or not. @throws {SynapseError} 400 if the user ID is malformed. */
  setUserAdmin(userId: UserId, admin: boolean): Promise<void>;
  /** The user ID of a local user by localpart; a user ID is returned unchanged. */
  getQualifiedUserId(username: string): UserId;
  /** A local user's profile; both fields are null if there is none. */
  getProfileForUser(localpart: string): Promise<ProfileInfo>;
  /** A user's email addresses and telephone numbers. */
  getThreepidsForUser(userId: UserId): Promise<readonly Threepid[]>;
  /** The user's ID as it was registered, found regardless of case; null if none or several fit. */
  checkUserExists(userId: UserId): Promise<UserId | null>;
  /**
   * Registers a user, and a device for it.
   *
   * @deprecated Use {@linkcode ModuleApi.registerUser} and {@linkcode ModuleApi.registerDevice}.
   */
  register(
    localpart: string,
    displayname?: string,
    emails?: readonly string[],
  ): Promise<readonly [userId: UserId, accessToken: string]>;
  /**
   * Registers a user; the modules are asked.
   *
   * @throws {SynapseError} 400 if the name is taken or malformed, 429 if a module refuses.
   */
  registerUser(localpart: string, displayname?: string, emails?: readonly string[], admin?: boolean): Promise<UserId>;
  /** Adds a device with a new access token, or gives an existing one a new token. */
  registerDevice(userId: UserId, deviceId?: string, initialDisplayName?: string): Promise<RegisteredDevice>;
  /** Ties a user to an ID at an identity provider. @throws {Error} If that ID belongs to another user. */
  recordUserExternalId(authProviderId: string, remoteUserId: string, registeredUserId: UserId): Promise<void>;
  /** A token for a login of type `m.login.token`. `durationInMs` defaults to two minutes. */
  createLoginToken(
    userId: UserId,
    durationInMs?: number,
    authProviderId?: string,
    authProviderSessionId?: string,
  ): Promise<string>;
  /** Logs a token out. @throws {SynapseError} 401 if the token is unknown. */
  invalidateAccessToken(accessToken: string): Promise<void>;
  /** Ends a single sign-on: the answer redirects the client with a login token. */
  completeSsoLoginAsync(
    registeredUserId: UserId,
    request: Request,
    clientRedirectUrl: string,
    options?: { readonly newUser?: boolean; readonly authProviderId?: string },
  ): Promise<Response>;
  /** Checks whether a localpart can be registered. @throws {SynapseError} 400 if it is taken, malformed or reserved. */
  checkUsername(username: string): Promise<void>;
  /** Notes that an identity server ties an address to a user. Does not tell that server. */
  storeRemote3pidAssociation(userId: UserId, medium: string, address: string, idServer: string): Promise<void>;
  /**
   * From where a local user was seen since `sinceTs`, in milliseconds since the epoch; nothing for users of other servers.
   * What is older than four weeks is forgotten, unless the administrator of a Synapse wants it otherwise.
   */
  getUserIpAndAgents(userId: UserId, sinceTs?: number): Promise<readonly UserIpAndAgent[]>;
  /** Sets a local user's display name, as an administrator. @throws {SynapseError} 400 for others' users. */
  setDisplayname(userId: UserId, newDisplayname: string): Promise<void>;
  /**
   * The active users between two times, in milliseconds since the epoch, with their application services: `native` if they
   * have none. Nobody if the homeserver does not count its monthly active users.
   */
  getMonthlyActiveUsersByService(
    startTimestamp?: number,
    endTimestamp?: number,
  ): Promise<readonly (readonly [appServiceId: string, userId: UserId])[]>;

  // Rooms and events.

  /** The room's current state events of these types. */
  getStateEventsInRoom(roomId: RoomId, types: StateFilter): Promise<readonly RoomEvent[]>;
  /** The room's current state; with a filter only what it selects. */
  getRoomState(roomId: RoomId, eventFilter?: StateFilter): Promise<StateMap>;
  /**
   * Changes `target`'s membership in the name of the local user `sender`; the modules are asked. Display name and avatar
   * are taken from the target's profile if `content` lacks them.
   *
   * @throws {SynapseError} If a module refuses; if the room's rules do, 403 with `Codes.NOT_JOINED`, `ALREADY_JOINED`,
   *   `INSUFFICIENT_POWER`, `BAD_STATE` or `FORBIDDEN`. Nothing goes around them.
   * @throws {RangeError} If the sender is not local.
   */
  updateRoomMembership(
    sender: UserId,
    target: UserId,
    roomId: RoomId,
    newMembership: 'join' | 'invite' | 'leave' | 'ban' | 'knock',
    content?: JsonObjectLike,
    remoteRoomHosts?: readonly string[],
  ): Promise<RoomEvent>;
  /**
   * Sends an event that is not a membership; the modules are asked, rate limits are not. State that is there already is
   * not sent again.
   *
   * @throws {SynapseError} If a module refuses; if the room's rules do, 403 with `Codes.INSUFFICIENT_POWER` or `FORBIDDEN`:
   *   nothing goes around them. 500 for a membership.
   * @throws {Error} If the sender is not local.
   */
  createAndSendEventIntoRoom(event: EventToSend): Promise<RoomEvent>;
  /**
   * Creates a room in the name of a local user; the modules are asked.
   *
   * @param options.ratelimit Whether it counts against the user's limits; true if it is left out.
   * @param options.creatorJoinProfile What the user is called in the room: `{ displayname, avatar_url }`.
   * @throws {SynapseError} If the request is malformed, or a module refuses.
   * @throws {RangeError} If the user is not local.
   */
  createRoom(
    userId: UserId,
    config: CreateRoomRequest,
    options?: { readonly ratelimit?: boolean; readonly creatorJoinProfile?: JsonObjectLike },
  ): Promise<readonly [roomId: RoomId, alias: RoomAlias | null]>;
  /**
   * Starts to shut down and purge a room, and returns. The modules are asked then: if one refuses, the room stays.
   * {@linkcode ModuleApi.shutdownRoom} says what became of it.
   */
  deleteRoom(roomId: RoomId): Promise<void>;
  /** The room behind an alias, and servers that are in it. @throws {SynapseError} If the alias is malformed or unknown. */
  lookupRoomAlias(alias: RoomAlias): Promise<readonly [roomId: RoomId, servers: readonly string[]]>;
  /** The room's canonical alias; null if it has none. */
  getCanonicalRoomAlias(roomId: RoomId): Promise<RoomAlias | null>;
  /** Whether an ID belongs to this homeserver; false for a malformed one, and for room IDs without a server name. */
  isMine(id: string): boolean;

  // Presence and push.

  /** Shows these users, local or remote, all online local users whose presence they may see. Only on the presence writer. */
  sendLocalOnlinePresenceTo(users: Iterable<UserId>): Promise<void>;
  /** Sets users' presence. Only on the presence writer. */
  setPresenceForUsers(
    users: ReadonlyMap<
      UserId,
      readonly [state: 'online' | 'unavailable' | 'offline' | 'busy', statusMsg?: string | null]
    >,
  ): Promise<void>;
  /**
   * Sends a notification to a user's devices by way of their pushers; resolves to whether it was taken, by device ID.
   *
   * @param deviceId To this device only; null: to all.
   * @param content What the notification says, in the format of the Push Gateway API.
   */
  sendHttpPushNotification(
    userId: UserId,
    deviceId: string | null,
    content: JsonObjectLike,
    tweaks?: JsonObjectLike,
    defaultPayload?: JsonObjectLike,
  ): Promise<ReadonlyMap<string, boolean>>;
  /** Checks the actions of a push rule. @throws {Error} If they are not valid. */
  checkPushRuleActions(actions: readonly (string | JsonObject)[]): void;
  /** Sets the actions of a push rule of the scope `global`. @throws {Error} If there is no such rule, and on workers. */
  setPushRuleAction(
    userId: UserId,
    scope: string,
    kind: string,
    ruleId: string,
    actions: readonly (string | JsonObject)[],
  ): Promise<void>;

  // Mail.

  /** Sends a mail. @throws {Error} If the mail server does not take it, or none is configured. */
  sendMail(recipient: string, subject: string, html: string, text: string): Promise<void>;
  /**
   * Templates in Jinja's syntax, by file name: from the administrator's directory, else the given one, else the homeserver's.
   *
   * @throws {ConfigError} If a directory or a file is not there.
   */
  readTemplates(filenames: readonly string[], customTemplateDirectory?: string): Promise<readonly Template[]>;

  /** Writes to the homeserver's log, under the module's name. */
  readonly logger: Logger;
}

/** A class of which every module's `api` is an instance, so that compilers that note the types of parameters find a value. */
// oxlint-disable-next-line typescript/no-extraneous-class -- the hosts bring the members
export const ModuleApi: abstract new () => ModuleApi = class {} as unknown as abstract new () => ModuleApi;
