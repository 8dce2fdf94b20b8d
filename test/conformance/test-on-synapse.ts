import { afterAll, beforeAll } from 'vitest';
import { CASES } from './all-cases.ts';
import { RemoteSynapse } from './remote-synapse.ts';
import { SynapseHomeserver, type SynapseDatabases } from './synapse-homeserver.ts';
import { testCases } from './test-cases.ts';

/**
 * Makes a test of every conformance case on a real Synapse.
 *
 * @param prepare Makes the databases, before the first test.
 */
export function testOnSynapse(prepare: () => Promise<SynapseDatabases & AsyncDisposable>): void {
  let databases: (SynapseDatabases & AsyncDisposable) | undefined;
  let remote: Promise<RemoteSynapse> | undefined;

  const prepared = (): SynapseDatabases => {
    if (databases === undefined) throw new Error('The databases are not prepared yet');
    return databases;
  };
  const startRemote = async (): Promise<RemoteSynapse> => RemoteSynapse.start(await prepared().next());

  beforeAll(async () => {
    databases = await prepare();
  });
  // What is declared first ends last.
  afterAll(async () => databases?.[Symbol.asyncDispose]());
  afterAll(async () => (await remote)?.[Symbol.asyncDispose]());

  testCases(CASES, (setup) =>
    SynapseHomeserver.start(setup, { databases: prepared(), remote: () => (remote ??= startRemote()) }),
  );
}
