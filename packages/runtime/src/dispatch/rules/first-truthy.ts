import { ASK_NEXT, type Combiner } from '../combiner.ts';

/** `firstTruthy`: the first truthy answer, else undefined. As in Python, an empty object or array is not truthy. */
export function combineFirstTruthy(): Combiner<unknown> {
  return {
    take: (answer) => (answer && !isEmpty(answer) ? answer : ASK_NEXT),
    end: () => undefined,
  };
}

function isEmpty(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && Object.keys(answer).length === 0;
}
