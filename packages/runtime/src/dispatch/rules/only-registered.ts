import type { CallbackContract } from '@bouton/contract';
import type { Combiner } from '../combiner.ts';

/** `onlyRegistered`: the answer of the one module that may register. It is an error of the host to ask if there is none. */
export function combineOnlyRegistered(row: CallbackContract): Combiner<unknown> {
  return {
    // With a beginning of its own, every operation reaches `end`.
    begin: () => undefined,
    take: (answer) => answer,
    end() {
      throw new Error(`No module registered ${row.name}; ask has() first`);
    },
  };
}
