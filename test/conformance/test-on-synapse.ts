import { afterAll, beforeAll } from 'vitest';
import { isBefore } from '../../packages/synapse/src/test/is-before.ts';
import { synapseVersion } from '../../packages/synapse/src/test/synapse-version.ts';
import { CASES } from './all-cases.ts';
import { casesForSynapse } from './cases-for-synapse.ts';
import { RemoteSynapse } from './remote-synapse.ts';
import { SynapseHomeserver, type SynapseDatabases } from './synapse-homeserver.ts';
import { testCases } from './test-cases.ts';

/**
 * Makes a test of every conformance case on a real Synapse; in an older version, of those that are about what it has.
 *
 * @param prepare Makes the databases, before the first test.
 */
export async function testOnSynapse(prepare: () => Promise<SynapseDatabases & AsyncDisposable>): Promise<void> {
  const version = await synapseVersion();
  // Before 1.144, rooms of version 12 break where modules are asked check_event_allowed.
  const roomVersion = isBefore(version, '1.144') ? '11' : '12';
  let databases: (SynapseDatabases & AsyncDisposable) | undefined;
  let remote: Promise<RemoteSynapse> | undefined;

  const prepared = (): SynapseDatabases => {
    if (databases === undefined) throw new Error('The databases are not prepared yet');
    return databases;
  };
  const startRemote = async (): Promise<RemoteSynapse> => RemoteSynapse.start(roomVersion, await prepared().next());

  beforeAll(async () => {
    databases = await prepare();
  });
  // What is declared first ends last.
  afterAll(async () => databases?.[Symbol.asyncDispose]());
  afterAll(async () => (await remote)?.[Symbol.asyncDispose]());

  testCases(casesForSynapse(CASES, version), (setup) =>
    SynapseHomeserver.start(setup, { databases: prepared(), roomVersion, remote: () => (remote ??= startRemote()) }),
  );
}
