import { Codes, SynapseError, type JsonObject, type MediaUploadLimit, type Requester, type UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { bodyChunks } from '../http/read-body.ts';
import { randomLetters } from '../lib/random-id.ts';
import type { MediaFiles } from './media-files.ts';
import type { ServedFile } from './media-response.ts';
import type { Media, MediaStore, PendingMedia } from './media-store.ts';
import { PendingUploads } from './pending-uploads.ts';
import type { ThumbnailKey } from './thumbnail.ts';
import type { Thumbnails } from './thumbnails.ts';

/** Where users read of limits that name no page of their own. */
const LIMITS_PAGE =
  'https://element-hq.github.io/synapse/latest/usage/configuration/config_documentation.html#media_upload_limits';

/** What an upload says of itself. */
export interface UploadDescription {
  readonly mediaType: string;
  readonly uploadName: string | null;
}

/** An uploaded file to be served. */
export interface ServedMedia extends ServedFile {
  readonly media: Media;
}

/** What {@linkcode MediaRepository} stands on. */
export interface MediaRepositoryParts {
  readonly context: HomeserverContext;
  readonly store: MediaStore;
  readonly files: MediaFiles;
  readonly thumbnails: Thumbnails;
}

/** Keeps what users upload. https://spec.matrix.org/v1.16/client-server-api/#content-repository */
export class MediaRepository {
  readonly #context: HomeserverContext;
  readonly #store: MediaStore;
  readonly #files: MediaFiles;
  readonly #thumbnails: Thumbnails;
  readonly #pending: PendingUploads;

  constructor({ context, store, files, thumbnails }: MediaRepositoryParts) {
    this.#context = context;
    this.#store = store;
    this.#files = files;
    this.#thumbnails = thumbnails;
    this.#pending = new PendingUploads(context, store);
  }

  /** Gives out an address that waits for its file. @throws {SynapseError} 429 `M_LIMIT_EXCEEDED` */
  async createAddress(requester: Requester): Promise<{ readonly address: string; readonly expiresAt: number }> {
    const { mediaId, expiresAt } = await this.#pending.create(requester);
    return { address: `mxc://${this.#context.serverName}/${mediaId}`, expiresAt };
  }

  /** Stores the body of a request under an address that was given out. @throws {SynapseError} As `upload`, and 404, 403 and 409. */
  async fill(mediaId: string, userId: UserId, request: Request, description: UploadDescription): Promise<void> {
    await this.#pending.fill(mediaId, userId, (pending) => this.upload(userId, request, description, pending));
  }

  /** What a client should know before it uploads. */
  async configFor(userId: UserId): Promise<JsonObject> {
    const { callbacks, settings } = this.#context;
    const config = await callbacks.mediaRepository.getMediaConfigForUser(userId);
    return config ?? { 'm.upload.size': settings.maxUploadSize };
  }

  /**
   * Stores the body of a request, and makes its thumbnails. What becomes of those is not told.
   *
   * @param pending The address that waits for it; a new one if it is left out.
   * @returns The file's `mxc://` address.
   * @throws {SynapseError} 413 if it is too large, 400 if a module finds it bad, 403 over the user's limits.
   */
  async upload(
    userId: UserId,
    request: Request,
    description: UploadDescription,
    pending?: PendingMedia,
  ): Promise<string> {
    const { callbacks, clock, notifier, serverName, settings } = this.#context;
    const size = declaredSize(request);
    if (
      size > settings.maxUploadSize ||
      !(await callbacks.mediaRepository.isUserAllowedToUploadMediaOfSize(userId, size))
    ) {
      throw new SynapseError(413, 'Upload request body is too large', Codes.TOO_LARGE);
    }
    const { mediaId, createdAt } = pending ?? { mediaId: randomLetters(24), createdAt: clock.now() };
    const { length, sha256 } = await this.#files.write(mediaId, bodyChunks(request, settings.maxUploadSize));
    try {
      await this.#assertNoSpam(mediaId);
      await this.#assertWithinLimits(userId, length);
      await this.#store.add({ mediaId, userId, length, sha256, createdAt, ...description });
    } catch (error) {
      await this.#files.delete(mediaId);
      throw error;
    }
    await this.#thumbnails.makeAll({ mediaId, ...description });
    const address = `mxc://${serverName}/${mediaId}`;
    notifier.notify(address);
    return address;
  }

  /**
   * The file with that address, once it is uploaded; undefined if there is none, or it is in quarantine.
   *
   * @throws {SynapseError} 504 `M_NOT_YET_UPLOADED` if the address has waited for its file that long, in milliseconds.
   */
  async findUploaded(serverName: string, mediaId: string, timeoutMs: number): Promise<ServedMedia | undefined> {
    const { clock, notifier } = this.#context;
    const until = clock.now() + timeoutMs;
    while (serverName === this.#context.serverName && this.#pending.isPending(mediaId)) {
      const remaining = until - clock.now();
      if (remaining <= 0) throw new SynapseError(504, 'Media has not been uploaded yet', Codes.NOT_YET_UPLOADED);
      await notifier.wait([`mxc://${serverName}/${mediaId}`], remaining);
    }
    return this.find(serverName, mediaId);
  }

  /** The file with that address; undefined if there is none, or it is in quarantine. */
  find(serverName: string, mediaId: string): ServedMedia | undefined {
    return serverName === this.#context.serverName ? this.findLocal(mediaId) : undefined;
  }

  /** The file of this homeserver with that ID; undefined if there is none, or it is in quarantine. */
  findLocal(mediaId: string): ServedMedia | undefined {
    const media = this.#store.get(mediaId);
    return media?.quarantinedBy === null ? { media, file: this.#files.file(mediaId) } : undefined;
  }

  /**
   * A thumbnail of a file: the closest of those that were made, or, if the settings say so, exactly that one.
   *
   * @returns Undefined if there are thumbnails, but none that was made by the wanted method.
   * @throws {SynapseError} 400 if there are none, or it cannot be made; 404 if a module refuses it.
   */
  async thumbnail({ mediaId }: Media, wanted: ThumbnailKey): Promise<ServedFile | undefined> {
    return this.#thumbnails.serve(mediaId, wanted);
  }

  /** Keeps a file of this homeserver, and all with the same content, from being served; null ends that. */
  async quarantine(mediaId: string, quarantinedBy: UserId | null): Promise<void> {
    await this.#store.quarantine(mediaId, quarantinedBy);
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
