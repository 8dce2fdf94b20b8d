import { Codes, SynapseError, type Requester } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import type { RatelimitSettings } from '../settings.ts';

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
 * Limits how often something happens per key, in memory. Modules may set a user's own limit by the limiter's name.
 * https://element-hq.github.io/synapse/latest/modules/ratelimit_callbacks.html
 */
export class RateLimiter {
  readonly #context: HomeserverContext;
  readonly #name: string;
  readonly #limit: RatelimitSettings;
  readonly #buckets = new Map<string, Bucket>();
  #sweptAt = 0;

  /** @param name As in Synapse's configuration: `rc_invites.per_room`. */
  constructor(context: HomeserverContext, name: string, limit: RatelimitSettings) {
    this.#context = context;
    this.#name = name;
    this.#limit = limit;
  }

  /**
   * Counts an action of the requester, or so many, under the key. With `record: false` it only asks whether they would be
   * allowed.
   *
   * @throws {SynapseError} 429 `M_LIMIT_EXCEEDED` where that is more than is allowed; then nothing is counted.
   */
  async limit(requester: Requester, key: string, options: { actions?: number; record?: boolean } = {}): Promise<void> {
    const { actions = 1, record = true } = options;
    const override = await this.#context.callbacks.ratelimit.getRatelimitOverrideForUser(requester.user, this.#name);
    const { perSecond, burstCount } = override ?? this.#limit;
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
