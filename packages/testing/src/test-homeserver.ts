import type { Homeserver } from '@bouton/homeserver';
import type { Callbacks, ManualClock } from '@bouton/runtime';
import type { LogEntry } from './log-entry.ts';
import { TestUser } from './test-user.ts';

/** A homeserver under test: `await using homeserver = await startTestHomeserver({ modules: […] })`. */
export class TestHomeserver implements AsyncDisposable {
  /** Its time stands still until the test moves it: `await homeserver.clock.advance(60_000)`. */
  readonly clock: ManualClock;
  /** What the homeserver and the modules wrote to the log. */
  readonly log: readonly LogEntry[];
  readonly #homeserver: Homeserver;
  readonly #users = new Map<string, Promise<TestUser>>();

  constructor(homeserver: Homeserver, clock: ManualClock, log: readonly LogEntry[]) {
    this.#homeserver = homeserver;
    this.clock = clock;
    this.log = log;
  }

  /** The part of user IDs after the colon: `localhost` unless the test says otherwise. */
  get serverName(): string {
    return this.#homeserver.serverName;
  }

  /** Where the homeserver listens, for real clients: `http://127.0.0.1:40123`. */
  get baseUrl(): string {
    return this.#homeserver.baseUrl;
  }

  /** Asks the modules, as the homeserver does. */
  get callbacks(): Callbacks {
    return this.#homeserver.callbacks;
  }

  /**
   * A user by name: registered when the test first speaks of them, with a device and no password.
   *
   * @throws {SynapseError} Where a module refuses the registration.
   */
  user(localpart: string, options: { readonly admin?: boolean } = {}): Promise<TestUser> {
    let user = this.#users.get(localpart);
    if (user === undefined) {
      user = this.#register(localpart, options.admin === true);
      this.#users.set(localpart, user);
    }
    return user;
  }

  /** Any request, without a user. A path is enough. Takes the way of a request from the network, but for the socket. */
  fetch(path: string, init?: RequestInit): Promise<Response> {
    return this.#homeserver.fetch(new Request(new URL(path, this.#homeserver.baseUrl), init));
  }

  /**
   * Resolves when nothing is left to do in the background: tasks that were due have run, and the modules have heard of every
   * event, and have acted.
   */
  settled(): Promise<void> {
    return this.#homeserver.idle();
  }

  /** Stops the homeserver and its modules. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#homeserver[Symbol.asyncDispose]();
  }

  async #register(localpart: string, admin: boolean): Promise<TestUser> {
    const { host } = this.#homeserver;
    // Not by a request: hashing a password takes longer than most tests.
    const userId = await host.registerUser(localpart, undefined, [], admin);
    const device = await host.registerDevice(userId);
    return new TestUser((path, init) => this.fetch(path, init), { userId, ...device });
  }
}
