import { ASK_NEXT, type Combiner } from '../combiner.ts';

/** `firstTruthy`: the first truthy answer, else undefined. */
export function combineFirstTruthy(): Combiner<unknown> {
  return {
    take: (answer) => (answer ? answer : ASK_NEXT),
    end: () => undefined,
  };
}
