import { ASK_NEXT, type Combiner } from '../combiner.ts';

/** `firstFalsy`: false at the first falsy answer, undefined and null included; else true. */
export function combineFirstFalsy(): Combiner<boolean> {
  return {
    take: (answer) => (answer ? ASK_NEXT : false),
    end: () => true,
    deny: () => false,
  };
}
