export type { BackgroundWork } from './background-work.ts';
export { AccountData, type AccountDataCallbacks } from './categories/account-data.ts';
export { AccountValidity, type AccountValidityCallbacks } from './categories/account-validity.ts';
export {
  BackgroundUpdateController,
  type BackgroundUpdateControllerCallbacks,
} from './categories/background-update-controller.ts';
export { Federation, type FederationCallbacks } from './categories/federation.ts';
export { MediaRepository, type MediaRepositoryCallbacks } from './categories/media-repository.ts';
export {
  AuthChecker,
  PasswordAuthProvider,
  type AuthCheckerCallback,
  type AuthCheckerRegistration,
  type AuthCheckerRegistrations,
  type PasswordAuthProviderCallbacks,
} from './categories/password-auth-provider.ts';
export { PresenceRouter, type PresenceRouterCallbacks } from './categories/presence-router.ts';
export { Ratelimit, type RatelimitCallbacks } from './categories/ratelimit.ts';
export { SpamChecker, type SpamCheckerCallbacks } from './categories/spam-checker.ts';
export { ThirdPartyRules, type ThirdPartyRulesCallbacks } from './categories/third-party-rules.ts';
export { UnsignedEventData, type UnsignedEventDataCallbacks } from './categories/unsigned-event-data.ts';
export { Cached } from './decorators/cached.ts';
export type { CallbackOptions } from './decorators/callback-decorator.ts';
export { Delete, Get, Post, Put } from './decorators/http-methods.ts';
export { LoopingCall } from './decorators/looping-call.ts';
export { Module, type ConfigSource, type ModuleOptions } from './decorators/module.ts';
export { OnStart } from './decorators/on-start.ts';
export { WebResource } from './decorators/web-resource.ts';
export { BoutonError } from './errors/bouton-error.ts';
export { Codes } from './types/codes.ts';
export { ConfigError } from './errors/config-error.ts';
export type { ErrorCode } from './errors/error-table.ts';
export { HttpResponseError } from './errors/http-response-error.ts';
export { SynapseError } from './errors/synapse-error.ts';
export {
  isEventId,
  isRoomAlias,
  isRoomId,
  isServerName,
  isUserId,
  parseRoomAlias,
  parseUserId,
  type ParsedId,
} from './helpers/matrix-ids.ts';
export {
  queryBoolean,
  queryInteger,
  queryString,
  type QueryDefault,
  type QueryIntegerOptions,
  type QueryStringOptions,
} from './helpers/query.ts';
export { readJson } from './helpers/read-json.ts';
export { toPdu } from './helpers/to-pdu.ts';
export type { CachedOptions } from './metadata/cache-limits.ts';
export { ModuleApi } from './module-api.ts';
export type { ModuleRegistration } from './module-registration.ts';
export type { ServerOperations } from './server-operations.ts';
export type { AccountDataManager } from './types/account-data-manager.ts';
export type { DelayedCall, LoopingCallOptions } from './types/background-call.ts';
export type { CachedFunction } from './types/cached-function.ts';
export type { CreateRoomRequest } from './types/create-room-request.ts';
export type {
  DatabaseTransaction,
  DbInteractionOptions,
  SqlParameter,
  SqlRow,
  SqlStatement,
  SqlValue,
} from './types/database-transaction.ts';
export type { EventFilter } from './types/event-filter.ts';
export type { EventReplacement } from './types/event-replacement.ts';
export type { EventToSend } from './types/event-to-send.ts';
export type { FederationEventDelivery } from './types/federation.ts';
export type { HttpArguments, HttpClient, HttpFile, HttpFileOptions, HttpHeaders } from './types/http-client.ts';
export type { EventId, RoomAlias, RoomId, UserId } from './types/ids.ts';
export type { JsonObject, JsonObjectLike, JsonValue } from './types/json.ts';
export type { LocalMedia } from './types/local-media.ts';
export type { Logger } from './types/logger.ts';
export type { LoginResponse, LoginResult, PostLoginCallback } from './types/login.ts';
export type { MaybePromise } from './types/maybe-promise.ts';
export type { FileInfo, MediaUploadLimit, ReadableMediaFile, ThumbnailInfo } from './types/media.ts';
export type {
  ListedRoom,
  ListedUser,
  PageOptions,
  RoomIdsPage,
  RoomsPage,
  RoomsPageOptions,
  UsersPage,
  UsersPageOptions,
} from './types/pages.ts';
export { PRESENCE_ALL_USERS, type UserPresenceState } from './types/presence.ts';
export type { ExternalId, ProfileInfo, Threepid, UserInfo, UserIpAndAgent, UserProfile } from './types/profile.ts';
export type { PublicRoomListManager } from './types/public-room-list-manager.ts';
export type { RatelimitOverride } from './types/ratelimit.ts';
export type { RegisteredDevice } from './types/registered-device.ts';
export { RegistrationBehaviour, type EmailThreepid, type RequestInfo } from './types/registration.ts';
export type { RegistrationToken, RegistrationTokenOptions } from './types/registration-token.ts';
export type { RequestLimit } from './types/request-limit.ts';
export type { Requester } from './types/requester.ts';
export type { EventInternalMetadata, RoomEvent } from './types/room-event.ts';
export type { RoomShutdown, RoomShutdownOptions } from './types/room-shutdown.ts';
export type { ScheduledTask, ScheduleTaskOptions, TaskAction } from './types/scheduled-task.ts';
export { NOT_SPAM, type SpamVerdict } from './types/spam-verdict.ts';
export type { StateFilter } from './types/state-filter.ts';
export type { StateMap } from './types/state-map.ts';
export type { Template } from './types/template.ts';
export type { ThreadPool } from './types/thread-pool.ts';
export type { UiaResults, ValidatedThreepid } from './types/uia-results.ts';
export type { AllowedPath, ParametersOf, RestOf } from './types/web-resource-path.ts';
export type {
  WebResourceAnswer,
  WebResourceContext,
  WebResourceHandler,
  WebResourceMethod,
} from './types/web-resource.ts';
export type { DurationString } from './units/parse-duration.ts';
export type { StandardIssue, StandardResult, StandardSchema } from './types/standard-schema.ts';
