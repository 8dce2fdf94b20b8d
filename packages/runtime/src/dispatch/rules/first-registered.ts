import type { Combiner } from '../combiner.ts';

/** `firstRegistered`: the answer of the one module that the registry kept; undefined if there is none. */
export function combineFirstRegistered(): Combiner<unknown> {
  return {
    take: (answer) => answer,
    end: () => undefined,
  };
}
