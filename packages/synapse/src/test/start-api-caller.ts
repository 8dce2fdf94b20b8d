import { fileURLToPath } from 'node:url';
import { ApiCaller } from './api-caller.ts';
import { startSynapse, type SynapseOptions, type SynapseProcess } from './start-synapse.ts';
import type { SynapseUser } from './synapse-user.ts';

/** The folder of the modules that the tests run in Synapse. */
export const FIXTURES: string = fileURLToPath(new URL('../fixtures', import.meta.url));

/** A Synapse with `fixtures/caller.ts`, and two users of it. */
export interface ApiUnderTest extends AsyncDisposable {
  readonly synapse: SynapseProcess;
  readonly api: ApiCaller;
  /** An administrator. */
  readonly alice: SynapseUser;
  readonly bob: SynapseUser;
}

/** Starts Synapse with a module that calls any member of the ModuleApi. */
export async function startApiCaller(options: Omit<SynapseOptions, 'items'> = {}): Promise<ApiUnderTest> {
  const items = [{ project: FIXTURES, modules: [{ module: './caller.ts#Caller' }] }];
  const synapse = await startSynapse({ ...options, items });
  const api = new ApiCaller(synapse);
  const [alice, bob] = [await synapse.user('alice'), await synapse.user('bob')];
  await api.call('setUserAdmin', alice.userId, true);
  return { synapse, api, alice, bob, [Symbol.asyncDispose]: () => synapse[Symbol.asyncDispose]() };
}
