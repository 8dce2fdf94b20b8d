import type { Homeserver } from '@bouton/homeserver';
import type { Callbacks, ManualClock } from '@bouton/runtime';
import type { ModuleApi } from '@bouton/sdk';
import { Faults, type Fault, type FaultOptions, type FaultyMember } from './faults.ts';
import { KitModule } from './kit-module.ts';
import { registerUser, type RegisterOptions } from './register-user.ts';
import { noteFailures } from './request-failures.ts';
import type { Mailbox } from './standalone/mail-server.ts';
import type { LogEntry } from './standalone/recording-logger.ts';
import { TestUser } from './test-user.ts';

/** What a {@linkcode TestHomeserver} is made of. */
export interface TestHomeserverParts {
  readonly homeserver: Homeserver;
  readonly mailbox: Mailbox;
  readonly clock: ManualClock;
  readonly log: readonly LogEntry[];
  /** Ends all that runs. */
  readonly stop: () => Promise<void>;
}

/** A homeserver under test: `await using homeserver = await startTestHomeserver({ modules: […] })`. */
export class TestHomeserver implements AsyncDisposable {
  /** Its time stands still until the test moves it: `await homeserver.clock.advance(60_000)`. */
  readonly clock: ManualClock;
  /** What the homeserver and the modules wrote to the log. If the test fails, it is printed. */
  readonly log: readonly LogEntry[];
  /** The mails that the homeserver has sent, unless the setting `email` sends them elsewhere. */
  readonly mailbox: Mailbox;
  /** What a module can do with the homeserver: the ModuleApi of a module that comes last, and registers nothing. */
  readonly api: ModuleApi;
  readonly #homeserver: Homeserver;
  /** The homeserver's own members, without faults. */
  readonly #host: Homeserver['host'];
  readonly #faults: Faults;
  readonly #stop: () => Promise<void>;
  readonly #users = new Map<string, Promise<TestUser>>();

  constructor({ homeserver, mailbox, clock, log, stop }: TestHomeserverParts) {
    this.#homeserver = homeserver;
    this.#host = { ...homeserver.host };
    this.#faults = new Faults(homeserver.host);
    this.#stop = stop;
    this.mailbox = mailbox;
    this.clock = clock;
    this.log = log;
    this.api = this.module(KitModule).api;
  }

  /** The part of user IDs after the colon: `localhost` unless the test says otherwise. */
  get serverName(): string {
    return this.#homeserver.serverName;
  }

  /** Where the homeserver listens, for real clients: `http://127.0.0.1:40123`. */
  get baseUrl(): string {
    return this.#homeserver.baseUrl;
  }

  /**
   * Asks the modules, as the homeserver does: what all of them together come to. A denial is resolved to, as
   * `{ denial: { … } }`; a callback that only tells resolves to undefined. If the operation fails of what a module threw,
   * it rejects with what the homeserver would answer, and what was thrown is the `cause`.
   */
  get callbacks(): Callbacks {
    return this.#homeserver.callbacks;
  }

  /**
   * The instance of a module, or of a class of its web resources.
   *
   * @param name The module's name, if several have that class.
   * @throws {TypeError} If there is none, or more than one.
   */
  module<Instance extends object>(constructed: new (...args: never[]) => Instance, name?: string): Instance {
    const all = this.#homeserver.runtime.instancesOf(constructed);
    const found = name === undefined ? all : all.filter(({ module }) => module === name);
    const [first] = found;
    if (first !== undefined && found.length === 1) return first.instance as Instance;
    const what = `of the class ${constructed.name}${name === undefined ? '' : ` under the name ${name}`}`;
    if (first === undefined) {
      const names = this.#homeserver.runtime.modules.slice(0, -1).map((module) => module.name);
      throw new TypeError(`No module ${what} runs; the modules are ${names.join(', ') || 'none'}`);
    }
    const names = new Set(all.map(({ module }) => module));
    throw new TypeError(`${found.length} modules ${what} run; give them names and say which: ${[...names].join(', ')}`);
  }

  /**
   * A user, logged in: the same one whenever it is asked for by that name. One who is not there yet is made, without asking
   * the modules; `admin`: as an administrator. One who is there, after a restart, gets another device.
   *
   * @throws {Error} If an administrator is wanted, and the user is there and is none.
   */
  user(localpart: string, options: { readonly admin?: boolean } = {}): Promise<TestUser> {
    let user = this.#users.get(localpart);
    if (user === undefined) {
      user = this.#logIn(localpart, options.admin === true);
      this.#users.set(localpart, user);
    }
    return user;
  }

  /** Several users at once: `const [alice, bob] = await homeserver.users('alice', 'bob')`. */
  async users<const Names extends readonly string[]>(
    ...localparts: Names
  ): Promise<{ -readonly [Index in keyof Names]: TestUser }> {
    const users: unknown = await Promise.all(localparts.map((localpart) => this.user(localpart)));
    return users as { -readonly [Index in keyof Names]: TestUser };
  }

  /**
   * Registers a user as a client does, so that the modules are asked. With an email address, its mail is answered.
   *
   * @throws {MatrixError} If the homeserver or a module refuses.
   */
  register(options: RegisterOptions = {}): Promise<TestUser> {
    return registerUser((path, init) => this.fetch(path, init), this.mailbox, options);
  }

  /** Any request, without a user. A path is enough. Takes the way of a request from the network, but for the socket. */
  fetch(path: string, init?: RequestInit): Promise<Response> {
    return noteFailures(() => this.#homeserver.fetch(new Request(new URL(path, this.#homeserver.baseUrl), init)));
  }

  /**
   * Makes a member of ModuleApi reject, for every module and for {@linkcode TestHomeserver.api}, until the fault is disposed.
   *
   * @example
   * ```ts
   * using _ = homeserver.fault('updateRoomMembership', new SynapseError(403, 'Not now'), { times: 2 });
   * ```
   */
  fault(member: FaultyMember, fault: Fault, options?: FaultOptions): Disposable {
    return this.#faults.add(member, fault, options);
  }

  /**
   * Resolves when nothing is left to do in the background: tasks that were due have run, the modules have heard of every
   * event and have acted, and their looping, delayed and background calls that have begun are done, or wait in `api.sleep`
   * for the clock.
   */
  settled(): Promise<void> {
    return this.#homeserver.idle();
  }

  /** Stops the homeserver and its modules. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stop();
  }

  async #logIn(localpart: string, admin: boolean): Promise<TestUser> {
    const known = await this.#host.getUserinfoById(`@${localpart}:${this.serverName}`);
    if (known !== null && admin && !known.isAdmin)
      throw new Error(`${known.userId} is there, and is not an administrator`);
    // Not by a request: hashing a password takes longer than most tests.
    const userId = known?.userId ?? (await this.#host.registerUser(localpart, undefined, [], admin));
    const device = await this.#host.registerDevice(userId);
    return new TestUser((path, init) => this.fetch(path, init), { userId, ...device });
  }
}
