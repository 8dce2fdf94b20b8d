export type { BackgroundWork } from './background-work.ts';
export type { AccountDataCallbacks } from './callbacks/account-data.ts';
export type { AccountValidityCallbacks } from './callbacks/account-validity.ts';
export type { BackgroundUpdateControllerCallbacks } from './callbacks/background-update-controller.ts';
export type { FederationCallbacks } from './callbacks/federation.ts';
export type { MediaRepositoryCallbacks } from './callbacks/media-repository.ts';
export type {
  AuthChecker as AuthCheckerCallback,
  AuthCheckerRegistration,
  PasswordAuthProviderCallbacks,
} from './callbacks/password-auth-provider.ts';
export type { PresenceRouterCallbacks } from './callbacks/presence-router.ts';
export type { RatelimitCallbacks } from './callbacks/ratelimit.ts';
export type { SpamCheckerCallbacks } from './callbacks/spam-checker.ts';
export type { ThirdPartyRulesCallbacks } from './callbacks/third-party-rules.ts';
export type { UnsignedEventDataCallbacks } from './callbacks/unsigned-event-data.ts';
export { AccountData } from './decorators/account-data.ts';
export { AccountValidity } from './decorators/account-validity.ts';
export { AuthChecker } from './decorators/auth-checker.ts';
export { BackgroundUpdateController } from './decorators/background-update-controller.ts';
export { Cached, type CachedOptions } from './decorators/cached.ts';
export type { CallbackOptions } from './decorators/callback-decorator.ts';
export { Delete } from './decorators/delete.ts';
export { Federation } from './decorators/federation.ts';
export { Get } from './decorators/get.ts';
export { LoopingCall } from './decorators/looping-call.ts';
export { MediaRepository } from './decorators/media-repository.ts';
export { Module, type ModuleOptions } from './decorators/module.ts';
export { OnStart } from './decorators/on-start.ts';
export { PasswordAuthProvider } from './decorators/password-auth-provider.ts';
export { Post } from './decorators/post.ts';
export { PresenceRouter } from './decorators/presence-router.ts';
export { Put } from './decorators/put.ts';
export { Ratelimit } from './decorators/ratelimit.ts';
export { SpamChecker } from './decorators/spam-checker.ts';
export { ThirdPartyRules } from './decorators/third-party-rules.ts';
export { UnsignedEventData } from './decorators/unsigned-event-data.ts';
export { WebResource } from './decorators/web-resource.ts';
export { BoutonError } from './errors/bouton-error.ts';
export { Codes } from './errors/codes.ts';
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
export type { JsonObject, JsonValue } from './types/json.ts';
export type { LocalMedia } from './types/local-media.ts';
export type { Logger } from './types/logger.ts';
export type { LoginResponse, LoginResult, PostLoginCallback } from './types/login.ts';
export type { MaybePromise } from './types/maybe-promise.ts';
export type { FileInfo, MediaUploadLimit, ReadableMediaFile, ThumbnailInfo } from './types/media.ts';
export { PRESENCE_ALL_USERS, type UserPresenceState } from './types/presence.ts';
export type { ProfileInfo, Threepid, UserInfo, UserIpAndAgent, UserProfile } from './types/profile.ts';
export type { PublicRoomListManager } from './types/public-room-list-manager.ts';
export type { RatelimitOverride } from './types/ratelimit.ts';
export type { RegisteredDevice } from './types/registered-device.ts';
export { RegistrationBehaviour, type EmailThreepid, type RequestInfo } from './types/registration.ts';
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
export type { AllowedPath } from './types/web-resource-path.ts';
export type { WebResourceAnswer, WebResourceHandler } from './types/web-resource.ts';
export type { DurationString } from './units/parse-duration.ts';
