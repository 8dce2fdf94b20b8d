import { Codes, SynapseError, type Requester } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import type { RatelimitSettings } from '../settings.ts';
import { RatelimitOverrides } from './ratelimit-overrides.ts';

/** A bucket that leaks `perSecond`; it was empty at `start`. */
interface Bucket {
  readonly actions: number;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly perSecond: number;
}

/** How often buckets that are empty again are dropped, in milliseconds. */
const SWEEP_INTERVAL = 60_000;

/**
 * Limits how often something happens per key, in memory. Administrators free users from limits; modules may set
 * a user's own limit by the limiter's name.
 * https://element-hq.github.io/synapse/latest/modules/ratelimit_callbacks.html
 */
export class RateLimiter {
  readonly #context: HomeserverContext;
  readonly #name: string | undefined;
  readonly #limit: RatelimitSettings;
  readonly #overrides: RatelimitOverrides;
  readonly #buckets = new Map<string, Bucket>();
  #sweptAt = 0;

  /** @param name As in Synapse's configuration: `rc_invites.per_room`; undefined: one that modules have no say in. */
  constructor(context: HomeserverContext, name: string | undefined, limit: RatelimitSettings) {
    this.#context = context;
    this.#name = name;
    this.#limit = limit;
    this.#overrides = new RatelimitOverrides(context.database);
  }

  /**
   * Counts an action of the requester, or so many, under the key. With `record: false` it only asks whether they would be
   * allowed.
   *
   * @param requester Null: somebody who is not logged in.
   * @param options.limit Instead of the limiter's own.
   * @throws {SynapseError} 429 `M_LIMIT_EXCEEDED` if that is more than is allowed; then nothing is counted.
   */
  async limit(
    requester: Requester | null,
    key: string,
    options: { actions?: number; record?: boolean; limit?: RatelimitSettings } = {},
  ): Promise<void> {
    const { actions = 1, record = true, limit = this.#limit } = options;
    if (requester !== null && this.#isFree(requester)) return;
    const override = requester === null ? undefined : await this.#override(requester);
    const { perSecond, burstCount } = override ?? limit;
    if (perSecond === 0) return;

    const now = this.#context.clock.now();
    const bucket = this.#leaked(key, now, perSecond);
    const filled = bucket.actions - ((now - bucket.start) / 1000) * perSecond;
    if (filled > burstCount - actions) {
      const allowedAt = bucket.start + ((bucket.actions - burstCount + 1) / perSecond) * 1000;
      throw limitExceeded(Math.max(0, Math.floor(allowedAt - now)));
    }
    if (!record) return;
    this.#buckets.set(key, { actions: bucket.actions + actions, start: bucket.start, perSecond });
    this.#sweep(now);
  }

  #isFree({ authenticatedEntity }: Requester): boolean {
    return this.#overrides.get(authenticatedEntity)?.messagesPerSecond === 0;
  }

  async #override({ user }: Requester): Promise<RatelimitSettings | undefined> {
    if (this.#name === undefined) return undefined;
    return this.#context.callbacks.ratelimit.getRatelimitOverrideForUser(user, this.#name);
  }

  #leaked(key: string, now: number, perSecond: number): Bucket {
    const bucket = this.#buckets.get(key);
    return bucket === undefined || isEmpty(bucket, now) ? { actions: 0, start: now, perSecond } : bucket;
  }

  #sweep(now: number): void {
    if (now - this.#sweptAt < SWEEP_INTERVAL) return;
    this.#sweptAt = now;
    for (const [key, bucket] of this.#buckets) if (isEmpty(bucket, now)) this.#buckets.delete(key);
  }
}

function isEmpty({ actions, start, perSecond }: Bucket, now: number): boolean {
  return actions - ((now - start) / 1000) * perSecond <= 0;
}

function limitExceeded(retryAfterMs: number): SynapseError {
  return new SynapseError(
    429,
    'Too Many Requests',
    Codes.LIMIT_EXCEEDED,
    { retry_after_ms: retryAfterMs },
    { 'Retry-After': String(Math.ceil(retryAfterMs / 1000)) },
  );
}
