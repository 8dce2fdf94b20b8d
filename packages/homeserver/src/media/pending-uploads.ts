import { Codes, SynapseError, type Requester, type UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { RateLimiter } from '../ratelimit/rate-limiter.ts';
import { randomLetters } from '../lib/random-id.ts';
import type { MediaStore, PendingMedia } from './media-store.ts';

/** How long an address waits for its file, in milliseconds. */
const LIFETIME = 24 * 60 * 60_000;

/** How many addresses of one user may wait. */
const MAX_PENDING = 5;

/** An address that waits for its file. */
export interface PendingUpload {
  readonly mediaId: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Addresses that are given out before the files are uploaded. */
export class PendingUploads {
  readonly #context: HomeserverContext;
  readonly #store: MediaStore;
  readonly #limiter: RateLimiter;
  readonly #uploading = new Set<string>();

  constructor(context: HomeserverContext, store: MediaStore) {
    this.#context = context;
    this.#store = store;
    this.#limiter = new RateLimiter(context, undefined, { perSecond: 10, burstCount: 50 });
  }

  /** Gives an address out. @throws {SynapseError} 429 `M_LIMIT_EXCEEDED` if too many of the user's wait. */
  async create(requester: Requester): Promise<PendingUpload> {
    const { clock } = this.#context;
    await this.#limiter.limit(requester, requester.user);
    const now = clock.now();
    const pending = this.#store.pendingOf(requester.user, now - LIFETIME);
    const [oldest] = pending;
    if (oldest !== undefined && pending.length >= MAX_PENDING) {
      throw new SynapseError(429, 'Too Many Requests', Codes.LIMIT_EXCEEDED, {
        retry_after_ms: oldest.createdAt + LIFETIME - now,
      });
    }
    const mediaId = randomLetters(24);
    await this.#store.addPending({ mediaId, userId: requester.user, createdAt: now }, now - LIFETIME);
    return { mediaId, expiresAt: now + LIFETIME };
  }

  /** Whether an address waits for its file. */
  isPending(mediaId: string): boolean {
    const pending = this.#store.pending(mediaId);
    return pending !== undefined && !this.#isExpired(pending.createdAt);
  }

  /**
   * Runs the upload to an address, alone.
   *
   * @throws {SynapseError} 404 `M_NOT_FOUND`, 403 for who did not create the address, 409 `M_CANNOT_OVERWRITE_MEDIA`.
   */
  async fill(mediaId: string, userId: UserId, upload: (pending: PendingMedia) => Promise<unknown>): Promise<void> {
    if (this.#uploading.has(mediaId)) throw cannotOverwrite('Media ID cannot be overwritten');
    const pending = this.#mayBeFilled(mediaId, userId);
    this.#uploading.add(mediaId);
    try {
      await upload(pending);
    } finally {
      this.#uploading.delete(mediaId);
    }
  }

  #mayBeFilled(mediaId: string, userId: UserId): PendingMedia {
    const media = this.#store.get(mediaId);
    const pending = this.#store.pending(mediaId);
    const creator = (media ?? pending)?.userId;
    if (creator !== undefined && creator !== userId) {
      throw new SynapseError(403, 'Only the creator of the media ID can upload to it', Codes.FORBIDDEN);
    }
    if (media !== undefined) throw cannotOverwrite('Media ID already has content');
    if (pending === undefined) throw new SynapseError(404, 'Unknown media ID', Codes.NOT_FOUND);
    if (this.#isExpired(pending.createdAt)) throw new SynapseError(404, 'Media ID has expired', Codes.NOT_FOUND);
    return pending;
  }

  #isExpired(createdAt: number): boolean {
    return createdAt < this.#context.clock.now() - LIFETIME;
  }
}

function cannotOverwrite(message: string): SynapseError {
  return new SynapseError(409, message, Codes.CANNOT_OVERWRITE_MEDIA);
}
