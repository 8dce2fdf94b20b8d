import {
  Codes,
  SynapseError,
  type JsonObject,
  type MediaUploadLimit,
  type ReadableMediaFile,
  type UserId,
} from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { bodyChunks } from '../http/read-body.ts';
import { randomLetters } from '../users/random-id.ts';
import type { MediaFiles } from './media-files.ts';
import type { Media, MediaStore } from './media-store.ts';

/** Where users read of limits that name no page of their own. */
const LIMITS_PAGE =
  'https://element-hq.github.io/synapse/latest/usage/configuration/config_documentation.html#media_upload_limits';

/** What an upload says of itself. */
export interface UploadDescription {
  readonly mediaType: string;
  readonly uploadName: string | null;
}

/** A file to be served. */
export interface ServedMedia {
  readonly media: Media;
  readonly file: ReadableMediaFile;
}

/** Keeps what users upload. https://spec.matrix.org/v1.16/client-server-api/#content-repository */
export class MediaRepository {
  readonly #context: HomeserverContext;
  readonly #store: MediaStore;
  readonly #files: MediaFiles;

  constructor(context: HomeserverContext, store: MediaStore, files: MediaFiles) {
    this.#context = context;
    this.#store = store;
    this.#files = files;
  }

  /** What a client should know before it uploads. */
  async configFor(userId: UserId): Promise<JsonObject> {
    const { callbacks, settings } = this.#context;
    const config = await callbacks.mediaRepository.getMediaConfigForUser(userId);
    return config ?? { 'm.upload.size': settings.maxUploadSize };
  }

  /**
   * Stores the body of a request.
   *
   * @returns The file's `mxc://` address.
   * @throws {SynapseError} 413 where it is too large, 400 where a module finds it bad, 403 over the user's limits.
   */
  async upload(userId: UserId, request: Request, description: UploadDescription): Promise<string> {
    const { callbacks, clock, serverName, settings } = this.#context;
    const size = declaredSize(request);
    if (
      size > settings.maxUploadSize ||
      !(await callbacks.mediaRepository.isUserAllowedToUploadMediaOfSize(userId, size))
    ) {
      throw new SynapseError(413, 'Upload request body is too large', Codes.TOO_LARGE);
    }
    const mediaId = randomLetters(24);
    const length = await this.#files.write(mediaId, bodyChunks(request, settings.maxUploadSize));
    try {
      await this.#assertNoSpam(mediaId);
      await this.#assertWithinLimits(userId, length);
      await this.#store.add({ mediaId, userId, length, createdAt: clock.now(), ...description });
    } catch (error) {
      await this.#files.delete(mediaId);
      throw error;
    }
    return `mxc://${serverName}/${mediaId}`;
  }

  /** The file with that address; undefined where there is none. */
  find(serverName: string, mediaId: string): ServedMedia | undefined {
    const media = serverName === this.#context.serverName ? this.#store.get(mediaId) : undefined;
    return media && { media, file: this.#files.file(mediaId) };
  }

  async #assertNoSpam(mediaId: string): Promise<void> {
    const info = { serverName: null, fileId: mediaId, urlCache: false, thumbnail: null };
    const { spamChecker } = this.#context.callbacks;
    const denial = await spamChecker.checkMediaFileForSpam(this.#files.file(mediaId), info);
    // As in Synapse, the module's own code does not reach the client.
    if (denial !== undefined) throw new SynapseError(400, 'Bad content');
  }

  async #assertWithinLimits(userId: UserId, length: number): Promise<void> {
    const { callbacks, clock, settings } = this.#context;
    const own = await callbacks.mediaRepository.getMediaUploadLimitsForUser(userId);
    for (const limit of own ?? settings.mediaUploadLimits) {
      const sent = this.#store.uploadedSince(userId, clock.now() - limit.timePeriodMs);
      if (sent + length <= limit.maxBytes) continue;
      await callbacks.mediaRepository.onMediaUploadLimitExceeded(userId, { ...limit }, sent, length);
      throw limitExceeded(limit);
    }
  }
}

function limitExceeded({ infoUri, canUpgrade }: MediaUploadLimit): SynapseError {
  return new SynapseError(403, 'Media upload limit exceeded', Codes.USER_LIMIT_EXCEEDED, {
    info_uri: infoUri ?? LIMITS_PAGE,
    ...(canUpgrade === true ? { can_upgrade: true } : {}),
  });
}

function declaredSize(request: Request): number {
  const header = request.headers.get('content-length');
  if (header === null) throw new SynapseError(400, 'Request must specify a Content-Length');
  return Number(header);
}
