import type { CallbackName, CamelCase } from '@bouton/contract';
import { ServerOperations } from './server-operations.ts';
import type { AccountDataManager } from './types/account-data-manager.ts';
import type { DelayedCall, LoopingCallOptions } from './types/background-call.ts';
import type { CachedFunction } from './types/cached-function.ts';
import type { CreateRoomRequest } from './types/create-room-request.ts';
import type { DatabaseTransaction, DbInteractionOptions } from './types/database-transaction.ts';
import type { EventToSend } from './types/event-to-send.ts';
import type { HttpClient } from './types/http-client.ts';
import type { RoomAlias, RoomId, UserId } from './types/ids.ts';
import type { JsonObject } from './types/json.ts';
import type { Logger } from './types/logger.ts';
import type { MaybePromise } from './types/maybe-promise.ts';
import type { ProfileInfo, Threepid, UserInfo, UserIpAndAgent } from './types/profile.ts';
import type { PublicRoomListManager } from './types/public-room-list-manager.ts';
import type { RegisteredDevice } from './types/registered-device.ts';
import type { Requester } from './types/requester.ts';
import type { RoomEvent } from './types/room-event.ts';
import type { StateFilter } from './types/state-filter.ts';
import type { StateMap } from './types/state-map.ts';
import type { Template } from './types/template.ts';
import type { ThreadPool } from './types/thread-pool.ts';

/**
 * The homeserver, as a module sees it. A module gets its own as the second argument of its constructor.
 *
 * Every member has the name and the behaviour of Synapse's `ModuleApi`, in camelCase. A member that the host does not
 * implement throws a `BoutonError` with the code `BOUTON_NOT_IMPLEMENTED`.
 * https://element-hq.github.io/synapse/latest/modules/writing_a_module.html
 */
export abstract class ModuleApi extends ServerOperations {
  /**
   * Whether this homeserver has a member of `ModuleApi` or a callback: older versions of Synapse lack some, and the embedded
   * homeserver does.
   *
   * @param name In camelCase: `setPresenceForUsers`, `onEventDeliveredOverFederation`.
   */
  abstract supports(name: keyof ModuleApi | CamelCase<CallbackName>): boolean;

  // The homeserver.

  /** The part of user IDs after the colon. */
  abstract readonly serverName: string;
  /** The address under which clients reach the homeserver, with a trailing slash. */
  abstract readonly publicBaseurl: string;
  /** The name that mails to users carry. */
  abstract readonly emailAppName: string;
  /** The name of this process among Synapse's workers; null in the main process. */
  abstract readonly workerName: string | null;
  /** The application that this worker runs; null in the main process. */
  abstract readonly workerApp: string | null;
  /** The directory of the administrator's templates; null where there is none. */
  abstract readonly customTemplateDir: string | null;
  /** Requests to other services. */
  abstract readonly httpClient: HttpClient;
  /** The public room list. */
  abstract readonly publicRoomListManager: PublicRoomListManager;
  /** Global account data of local users. */
  abstract readonly accountDataManager: AccountDataManager;

  // Users, authentication, devices.

  /** The account with exactly this ID; null where there is none. */
  abstract getUserinfoById(userId: UserId): Promise<UserInfo | null>;
  /**
   * Who makes a web request, by its access token.
   *
   * @throws {SynapseError} 401 without a valid token, 403 for guests and expired accounts unless allowed.
   */
  abstract getUserByReq(
    request: Request,
    options?: { readonly allowGuest?: boolean; readonly allowExpired?: boolean },
  ): Promise<Requester>;
  /** Whether the user is an administrator of the homeserver; false for an unknown user. */
  abstract isUserAdmin(userId: UserId): Promise<boolean>;
  /** Makes a user an administrator of the homeserver, or not. @throws {SynapseError} 400 where the user ID is malformed. */
  abstract setUserAdmin(userId: UserId, admin: boolean): Promise<void>;
  /** The user ID of a local user by localpart; a user ID is returned unchanged. */
  abstract getQualifiedUserId(username: string): UserId;
  /** A local user's profile; both fields are null where there is none. */
  abstract getProfileForUser(localpart: string): Promise<ProfileInfo>;
  /** A user's email addresses and telephone numbers. */
  abstract getThreepidsForUser(userId: UserId): Promise<readonly Threepid[]>;
  /** The user's ID as it was registered, found regardless of case; null where none or several fit. */
  abstract checkUserExists(userId: UserId): Promise<UserId | null>;
  /**
   * Registers a user, and a device for it.
   *
   * @deprecated Use {@linkcode ModuleApi.registerUser} and {@linkcode ModuleApi.registerDevice}.
   */
  abstract register(
    localpart: string,
    displayname?: string,
    emails?: readonly string[],
  ): Promise<readonly [userId: UserId, accessToken: string]>;
  /** Registers a user; modules are asked. @throws {SynapseError} 400 where the name is taken or malformed. */
  abstract registerUser(
    localpart: string,
    displayname?: string,
    emails?: readonly string[],
    admin?: boolean,
  ): Promise<UserId>;
  /** Adds a device with a new access token, or gives an existing one a new token. */
  abstract registerDevice(userId: UserId, deviceId?: string, initialDisplayName?: string): Promise<RegisteredDevice>;
  /** Ties a user to an ID at an identity provider. @throws {Error} Where that ID belongs to another user. */
  abstract recordUserExternalId(authProviderId: string, remoteUserId: string, registeredUserId: UserId): Promise<void>;
  /** A token for a login of type `m.login.token`. `durationInMs` defaults to two minutes. */
  abstract createLoginToken(
    userId: UserId,
    durationInMs?: number,
    authProviderId?: string,
    authProviderSessionId?: string,
  ): Promise<string>;
  /** Logs a token out. @throws {SynapseError} 401 where the token is unknown. */
  abstract invalidateAccessToken(accessToken: string): Promise<void>;
  /** Ends a single sign-on: the answer redirects the client with a login token. */
  abstract completeSsoLoginAsync(
    registeredUserId: UserId,
    request: Request,
    clientRedirectUrl: string,
    options?: { readonly newUser?: boolean; readonly authProviderId?: string },
  ): Promise<Response>;
  /** Checks whether a localpart can be registered. @throws {SynapseError} 400 where it is taken, malformed or reserved. */
  abstract checkUsername(username: string): Promise<void>;
  /** Notes that an identity server ties an address to a user. Does not tell that server. */
  abstract storeRemote3pidAssociation(userId: UserId, medium: string, address: string, idServer: string): Promise<void>;
  /** From where a local user was seen since `sinceTs`, in milliseconds since the epoch. */
  abstract getUserIpAndAgents(userId: UserId, sinceTs?: number): Promise<readonly UserIpAndAgent[]>;
  /** Sets a local user's display name, as an administrator. */
  abstract setDisplayname(userId: UserId, newDisplayname: string): Promise<void>;
  /**
   * The active users between two times, in milliseconds since the epoch, with their application services: `native` where they
   * have none. Nobody where the homeserver does not count its monthly active users.
   */
  abstract getMonthlyActiveUsersByService(
    startTimestamp?: number,
    endTimestamp?: number,
  ): Promise<readonly (readonly [appServiceId: string, userId: UserId])[]>;

  // Rooms and events.

  /** The room's current state events of these types. */
  abstract getStateEventsInRoom(roomId: RoomId, types: StateFilter): Promise<readonly RoomEvent[]>;
  /** The room's current state; with a filter only what it selects. */
  abstract getRoomState(roomId: RoomId, eventFilter?: StateFilter): Promise<StateMap>;
  /**
   * Changes `target`'s membership in the name of the local user `sender`; the modules are asked. Display name and avatar
   * are taken from the target's profile where `content` lacks them.
   *
   * @throws {SynapseError} Where the room's rules or a module refuse.
   * @throws {RangeError} Where the sender is not local.
   */
  abstract updateRoomMembership(
    sender: UserId,
    target: UserId,
    roomId: RoomId,
    newMembership: 'join' | 'invite' | 'leave' | 'ban' | 'knock',
    content?: JsonObject,
    remoteRoomHosts?: readonly string[],
  ): Promise<RoomEvent>;
  /**
   * Sends an event that is not a membership; the modules are asked, rate limits are not. State that is there already is
   * not sent again.
   *
   * @throws {SynapseError} Where the room's rules or a module refuse.
   */
  abstract createAndSendEventIntoRoom(event: EventToSend): Promise<RoomEvent>;
  /** Creates a room in the name of a local user; the modules are asked. */
  abstract createRoom(
    userId: UserId,
    config: CreateRoomRequest,
    options?: { readonly ratelimit?: boolean; readonly creatorJoinProfile?: JsonObject },
  ): Promise<readonly [roomId: RoomId, alias: RoomAlias | null]>;
  /** Starts to shut down and purge a room, and returns. */
  abstract deleteRoom(roomId: RoomId): Promise<void>;
  /** The room behind an alias, and servers that are in it. @throws {SynapseError} Where the alias is malformed or unknown. */
  abstract lookupRoomAlias(alias: RoomAlias): Promise<readonly [roomId: RoomId, servers: readonly string[]]>;
  /** The room's canonical alias; null where it has none. */
  abstract getCanonicalRoomAlias(roomId: RoomId): Promise<RoomAlias | null>;
  /** Whether an ID belongs to this homeserver; false for a malformed one, and for room IDs without a server name. */
  abstract isMine(id: string): boolean;

  // Presence and push.

  /** Shows these users, local or remote, all online local users whose presence they may see. Only on the presence writer. */
  abstract sendLocalOnlinePresenceTo(users: Iterable<UserId>): Promise<void>;
  /** Sets users' presence. Only on the presence writer. */
  abstract setPresenceForUsers(
    users: ReadonlyMap<
      UserId,
      readonly [state: 'online' | 'unavailable' | 'offline' | 'busy', statusMsg?: string | null]
    >,
  ): Promise<void>;
  /** Whether each of the user's devices took the notification. */
  abstract sendHttpPushNotification(
    userId: UserId,
    deviceId: string | null,
    content: JsonObject,
    tweaks?: JsonObject,
    defaultPayload?: JsonObject,
  ): Promise<ReadonlyMap<string, boolean>>;
  /** Checks the actions of a push rule. @throws {Error} Where they are not valid. */
  abstract checkPushRuleActions(actions: readonly (string | JsonObject)[]): void;
  /** Sets the actions of a push rule of the scope `global`. @throws {Error} Where there is no such rule, and on workers. */
  abstract setPushRuleAction(
    userId: UserId,
    scope: string,
    kind: string,
    ruleId: string,
    actions: readonly (string | JsonObject)[],
  ): Promise<void>;

  // Scheduling, database, caches.

  /**
   * Runs a function in a transaction that commits when it returns and rolls back when it throws. Where the database asks for
   * it, the function is called again.
   *
   * @throws {BoutonError} `BOUTON_DATABASE` where the database refuses it, `BOUTON_DATABASE_DEADLINE` where it took too long.
   */
  abstract runDbInteraction<T>(
    description: string,
    interaction: (transaction: DatabaseTransaction) => Promise<T>,
    options?: DbInteractionOptions,
  ): Promise<T>;
  /**
   * Forgets the answer that a `@Cached` method of this module keeps for these arguments, in every process:
   * `await api.invalidateCache(this.department, [userId])`.
   *
   * @throws {BoutonError} Where the function is not a `@Cached` method.
   */
  abstract invalidateCache(cachedFunction: CachedFunction, keys: readonly unknown[]): Promise<void>;
  /** Calls a function every `intervalMs`, first after `intervalMs`, next after it finished. Exceptions are logged. */
  abstract loopingBackgroundCall(
    callback: () => MaybePromise<void>,
    intervalMs: number,
    options?: LoopingCallOptions,
  ): void;
  /** Whether this process is the one for background tasks. */
  abstract shouldRunBackgroundTasks(): boolean;
  /** Calls a function once, after `delayMs`. Forgotten when the homeserver stops. Exceptions are logged. */
  abstract delayedBackgroundCall(
    delayMs: number,
    callback: () => MaybePromise<void>,
    description?: string,
  ): DelayedCall;
  /** Resolves after so many seconds. */
  abstract sleep(seconds: number): Promise<void>;
  /** Runs a function that nobody waits for. An exception is logged and resolves to undefined. */
  abstract runAsBackgroundProcess<T>(description: string, callback: () => MaybePromise<T>): Promise<T | undefined>;
  /**
   * Runs a function in another thread: for what computes so long that the homeserver would not answer meanwhile. In Synapse
   * the function itself is handed over; here it is the default export of a file, such as
   * `new URL('./hash.ts', import.meta.url)`. What it is called with and what it returns are copied.
   *
   * @throws {Error} Where the file cannot be imported, has no such function, or the function throws.
   */
  abstract deferToThread<T>(file: URL, ...args: readonly unknown[]): Promise<T>;
  /** Like {@linkcode ModuleApi.deferToThread}, in threads that nothing else uses. */
  abstract deferToThreadpool<T>(pool: ThreadPool, file: URL, ...args: readonly unknown[]): Promise<T>;
  /** Milliseconds since the epoch, by the homeserver's clock. */
  abstract getCurrentTimeMsec(): number;

  // Mail.

  /** Sends a mail. @throws {Error} Where the mail server does not take it. */
  abstract sendMail(recipient: string, subject: string, html: string, text: string): Promise<void>;
  /**
   * Templates in Jinja's syntax, by file name: from the administrator's directory, else the given one, else the homeserver's.
   *
   * @throws {ConfigError} Where a directory or a file is not there.
   */
  abstract readTemplates(filenames: readonly string[], customTemplateDirectory?: string): Promise<readonly Template[]>;

  /** Writes to the homeserver's log, under the module's name. */
  abstract readonly logger: Logger;
}
