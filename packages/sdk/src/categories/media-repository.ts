import type { UserId } from '../types/ids.ts';
import type { JsonObjectLike } from '../types/json.ts';
import type { MaybePromise } from '../types/maybe-promise.ts';
import type { MediaUploadLimit } from '../types/media.ts';
import type { CallbackDecorator } from '../decorators/callback-decorator.ts';
import { createCallbackDecorator } from '../decorators/create-callback-decorator.ts';

/**
 * The callbacks of `@MediaRepository`.
 * https://element-hq.github.io/synapse/latest/modules/media_repository_callbacks.html
 */
export interface MediaRepositoryCallbacks {
  /** The user's media config, instead of the server's. Null, undefined or `{}`: the server's. */
  getMediaConfigForUser: (userId: UserId) => MaybePromise<JsonObjectLike | null | undefined>;
  /** May the user upload a file of so many bytes? */
  isUserAllowedToUploadMediaOfSize: (userId: UserId, size: number) => MaybePromise<boolean>;
  /** The user's upload limits; empty: none; null or undefined: the server's. */
  getMediaUploadLimitsForUser: (userId: UserId) => MaybePromise<readonly MediaUploadLimit[] | null | undefined>;
  /** An upload is about to be refused. Sizes in bytes. */
  onMediaUploadLimitExceeded: (
    userId: UserId,
    limit: MediaUploadLimit,
    sentBytes: number,
    attemptedBytes: number,
  ) => MaybePromise<void>;
}

/**
 * Declares that a method is a media repository callback: it limits what users upload.
 *
 * @example
 * ```ts
 * @MediaRepository
 * isUserAllowedToUploadMediaOfSize(userId: UserId, size: number): boolean {
 *   return size <= this.config.limit;
 * }
 * ```
 *
 * @see https://element-hq.github.io/synapse/latest/modules/media_repository_callbacks.html
 */
export const MediaRepository: CallbackDecorator<MediaRepositoryCallbacks, 'media_repository'> = createCallbackDecorator(
  'MediaRepository',
  'media_repository',
);
