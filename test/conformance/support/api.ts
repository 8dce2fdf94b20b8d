import type { JsonValue } from '@bouton/sdk';
import type { ConformanceHost } from '../conformance-case.ts';
import { API_PATH } from '../modules/paths.ts';
import { post } from './client.ts';

/** The module that calls members of ModuleApi. */
export const API_MODULE = { module: './api.ts#ApiModule' } as const;

/**
 * Calls a member of ModuleApi in the module: `accountDataManager.getGlobal`. A property is read.
 *
 * @throws {MatrixError} Where the member throws a SynapseError.
 * @throws {Error} Where it throws something else, with its message.
 */
export async function callApi(
  host: ConformanceHost,
  member: string,
  ...args: readonly JsonValue[]
): Promise<JsonValue> {
  const answer = await post(host, API_PATH, { member, args: [...args] });
  if ('thrown' in answer) throw new Error(`${String(answer['name'])}: ${String(answer['thrown'])}`);
  return answer['result'] ?? null;
}
