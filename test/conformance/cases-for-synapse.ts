import { CALLBACKS, MODULE_API_MEMBERS } from '@bouton/contract';
import { isBefore } from '../../packages/synapse/src/test/is-before.ts';
import type { ConformanceCase } from './conformance-case.ts';

/** Since when Synapse has what cases are about, by the names that they have there. */
const SINCE = new Map<string, string | null>([
  ...CALLBACKS.map(({ category, name, since }) => [`${category}.${name}`, since] as const),
  ...MODULE_API_MEMBERS.map(({ name, since = null }) => [`module_api.${name}`, since] as const),
]);

/** Those of the cases that hold in this version of Synapse: the others are about what came with a newer one. */
export function casesForSynapse(cases: readonly ConformanceCase[], version: string): ConformanceCase[] {
  return cases.filter(({ callback, since = SINCE.get(callback) }) => since == null || !isBefore(version, since));
}
