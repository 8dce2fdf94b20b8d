import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { TestUser } from '@bouton/testing';
import {
  startSynapse,
  type SynapseOptions,
  type SynapseProcess,
} from '../../packages/synapse/src/test/start-synapse.ts';
import type { ConformanceHomeserver, ConformanceSetup, UserOptions } from './conformance-case.ts';
import type { RemoteSynapse } from './remote-synapse.ts';
import { REGISTRATION_SECRET, registerUser } from './register-user.ts';

const MODULES = join(import.meta.dirname, 'modules');

/** How long nothing may have reached the modules before everything has, in milliseconds. */
const QUIET = 100;

const UNLIMITED = { per_second: 100_000, burst_count: 100_000 };

/** What Synapse needs to do the same as the embedded homeserver. */
const SETTINGS = {
  registration_shared_secret: REGISTRATION_SECRET,
  room_list_publication_rules: [{ action: 'allow' }],
  // Nobody listens there: what asks about addresses fails after the modules have been asked.
  email: { smtp_host: '127.0.0.1', smtp_port: 1, notif_from: 'Bouton <bouton@localhost>' },
  account_threepid_delegates: { msisdn: 'http://127.0.0.1:1' },
  background_updates: { sleep_enabled: false },
  rc_invites: { per_room: UNLIMITED, per_user: UNLIMITED, per_issuer: UNLIMITED },
  rc_3pid_validation: UNLIMITED,
  rc_room_creation: UNLIMITED,
  rc_media_create: UNLIMITED,
  rc_presence: { per_user: UNLIMITED },
  rc_reports: UNLIMITED,
  rc_user_directory: UNLIMITED,
};

/** The databases of the suite. */
export interface SynapseDatabases {
  /** One that nobody else uses. */
  next(): Promise<NonNullable<SynapseOptions['database']>>;
}

/** What every Synapse of the suite needs. */
export interface SynapseSurroundings {
  readonly databases: SynapseDatabases;
  /** The version that new rooms have; older versions of Synapse have another default. */
  readonly roomVersion: string;
  /** The other homeserver of cases with federation. */
  readonly remote: () => Promise<RemoteSynapse>;
}

/** A real Synapse, with the modules behind `synapse_bouton.Host`. */
export class SynapseHomeserver implements ConformanceHomeserver {
  readonly remote?: RemoteSynapse;
  readonly #synapse: SynapseProcess;

  private constructor(synapse: SynapseProcess, remote?: RemoteSynapse) {
    this.#synapse = synapse;
    if (remote !== undefined) this.remote = remote;
  }

  static async start(
    setup: ConformanceSetup,
    { databases, roomVersion, remote }: SynapseSurroundings,
  ): Promise<SynapseHomeserver> {
    const { modules, settings, callbacks = {}, federation = false } = setup;
    const synapse = await startSynapse({
      items: [{ project: MODULES, modules, callbacks }],
      settings: { default_room_version: roomVersion, ...SETTINGS, ...settings },
      database: await databases.next(),
      federation,
    });
    try {
      return new SynapseHomeserver(synapse, federation ? await remote() : undefined);
    } catch (error) {
      await synapse[Symbol.asyncDispose]();
      throw error;
    }
  }

  get serverName(): string {
    return this.#synapse.serverName;
  }

  fetch(path: string, init?: RequestInit): Promise<Response> {
    return fetch(new URL(path, this.#synapse.url), init);
  }

  async settled(): Promise<void> {
    await wait(QUIET);
  }

  async elapse(durationMs: number): Promise<void> {
    await wait(durationMs);
  }

  register(localpart: string, options: UserOptions): Promise<TestUser> {
    return registerUser((path, init) => this.fetch(path, init), localpart, options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#synapse[Symbol.asyncDispose]();
  }
}
