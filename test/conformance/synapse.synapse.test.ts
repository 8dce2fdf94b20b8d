import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { CASES } from './all-cases.ts';
import { prepareDatabase } from './prepared-database.ts';
import { RemoteSynapse } from './remote-synapse.ts';
import { SynapseHomeserver } from './synapse-homeserver.ts';
import { testCases } from './test-cases.ts';

let folder: string;
let database: string;
let remote: Promise<RemoteSynapse> | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  database = await prepareDatabase(folder);
});

afterAll(async () => {
  await (await remote)?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

testCases(CASES, (setup) =>
  SynapseHomeserver.start(setup, { database, remote: () => (remote ??= RemoteSynapse.start(database)) }),
);
