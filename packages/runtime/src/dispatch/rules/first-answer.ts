import { ASK_NEXT, type Combiner } from '../combiner.ts';

/** `firstAnswer`: the first answer that is neither undefined nor null, else undefined. */
export function combineFirstAnswer(): Combiner<unknown> {
  return {
    take: (answer) => answer ?? ASK_NEXT,
    end: () => undefined,
  };
}
