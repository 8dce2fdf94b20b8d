import { randomBytes } from 'node:crypto';
import type { Clock } from '@bouton/runtime';

/** How long a nonce is good, in milliseconds. */
const LIFETIME = 60_000;

/** Random texts that are each good for one use, soon. */
export class Nonces {
  readonly #clock: Clock;
  /** Nonce → when it was made; oldest first. */
  readonly #made = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A new one. */
  make(): string {
    this.#forgetOld();
    const nonce = randomBytes(64).toString('hex');
    this.#made.set(nonce, this.#clock.now());
    return nonce;
  }

  /** Uses one up. Returns whether it was good. */
  use(nonce: string): boolean {
    this.#forgetOld();
    return this.#made.delete(nonce);
  }

  #forgetOld(): void {
    for (const [nonce, madeAt] of this.#made) {
      if (this.#clock.now() - madeAt <= LIFETIME) break;
      this.#made.delete(nonce);
    }
  }
}
