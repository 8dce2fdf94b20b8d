import type { MediaRepositoryCallbacks } from '../callbacks/media-repository.ts';
import type { CallbackDecorator } from './callback-decorator.ts';
import { createCallbackDecorator } from './create-callback-decorator.ts';

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
