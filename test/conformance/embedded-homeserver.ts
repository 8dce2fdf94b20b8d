import { join } from 'node:path';
import { startTestHomeserver, type TestHomeserver, type TestUser } from '@bouton/testing';
import type { ConformanceHomeserver, ConformanceSetup, UserOptions } from './conformance-case.ts';
import { REGISTRATION_SECRET, registerUser } from './register-user.ts';

const MODULES = join(import.meta.dirname, 'modules');

const SETTINGS = {
  registration_shared_secret: REGISTRATION_SECRET,
  // Nobody listens there: what asks about addresses fails after the modules have been asked.
  email: { smtp_host: '127.0.0.1', smtp_port: 1, notif_from: 'Bouton <bouton@localhost>' },
  rc_3pid_validation: { per_second: 100_000, burst_count: 100_000 },
};

/** The embedded homeserver, in this process. */
export class EmbeddedHomeserver implements ConformanceHomeserver {
  readonly #homeserver: TestHomeserver;

  private constructor(homeserver: TestHomeserver) {
    this.#homeserver = homeserver;
  }

  static async start({ modules, settings, callbacks = {} }: ConformanceSetup): Promise<EmbeddedHomeserver> {
    const homeserver = await startTestHomeserver({
      modules: modules.map(({ module, config }) => ({ module: join(MODULES, module), config })),
      settings: { ...SETTINGS, ...settings },
      callbacks,
    });
    return new EmbeddedHomeserver(homeserver);
  }

  get serverName(): string {
    return this.#homeserver.serverName;
  }

  fetch(path: string, init?: RequestInit): Promise<Response> {
    return this.#homeserver.fetch(path, init);
  }

  settled(): Promise<void> {
    return this.#homeserver.settled();
  }

  async elapse(durationMs: number): Promise<void> {
    await this.#homeserver.clock.advance(durationMs);
  }

  register(localpart: string, options: UserOptions): Promise<TestUser> {
    // Hashing a password takes longer than most cases.
    if (options.password === undefined) return this.#homeserver.user(localpart, options);
    return registerUser((path, init) => this.fetch(path, init), localpart, options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#homeserver[Symbol.asyncDispose]();
  }
}
