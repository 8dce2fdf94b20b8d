import type { Requester, RequestLimit } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { RateLimiter } from '../ratelimit/rate-limiter.ts';

/** Counts requests against limits that their callers name. */
export class RequestLimits {
  readonly #context: HomeserverContext;
  readonly #limiters = new Map<string, RateLimiter>();

  constructor(context: HomeserverContext) {
    this.#context = context;
  }

  /**
   * Counts a request.
   *
   * @param who A user, or a text that stands for whoever makes it. A limit of 0 per second is none.
   * @throws {SynapseError} 429 `M_LIMIT_EXCEEDED` if it is one too many.
   */
  async count(who: Requester | string, { name, perSecond, burstCount }: RequestLimit): Promise<void> {
    if (!(perSecond >= 0 && burstCount >= 0)) {
      throw new RangeError(`The limit ${name} needs numbers from 0 on, got ${perSecond} per second and ${burstCount}`);
    }
    let limiter = this.#limiters.get(name);
    if (limiter === undefined) {
      limiter = new RateLimiter(this.#context, name, { perSecond, burstCount });
      this.#limiters.set(name, limiter);
    }
    const [requester, key] = typeof who === 'string' ? [null, who] : [who, who.user];
    await limiter.limit(requester, key, { limit: { perSecond, burstCount } });
  }
}
