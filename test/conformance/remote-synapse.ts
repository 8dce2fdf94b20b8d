import type { TestUser } from '@bouton/testing';
import {
  startSynapse,
  type SynapseOptions,
  type SynapseProcess,
} from '../../packages/synapse/src/test/start-synapse.ts';
import type { RemoteHost } from './conformance-case.ts';
import { REGISTRATION_SECRET, registerUser } from './register-user.ts';

/** Another homeserver for the cases with federation: a real Synapse without modules. */
export class RemoteSynapse implements RemoteHost, AsyncDisposable {
  readonly #synapse: SynapseProcess;
  readonly #users = new Map<string, Promise<TestUser>>();

  private constructor(synapse: SynapseProcess) {
    this.#synapse = synapse;
  }

  /**
   * @param roomVersion The version that new rooms have.
   * @param database What it begins with.
   */
  static async start(roomVersion: string, database?: SynapseOptions['database']): Promise<RemoteSynapse> {
    const synapse = await startSynapse({
      items: [],
      federation: true,
      settings: { registration_shared_secret: REGISTRATION_SECRET, default_room_version: roomVersion },
      ...(database !== undefined && { database }),
    });
    return new RemoteSynapse(synapse);
  }

  get serverName(): string {
    return this.#synapse.serverName;
  }

  user(localpart: string): Promise<TestUser> {
    let user = this.#users.get(localpart);
    if (user === undefined) {
      const fetchHere = (path: string, init?: RequestInit): Promise<Response> =>
        fetch(new URL(path, this.#synapse.url), init);
      user = registerUser(fetchHere, localpart, {});
      this.#users.set(localpart, user);
    }
    return user;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#synapse[Symbol.asyncDispose]();
  }
}
