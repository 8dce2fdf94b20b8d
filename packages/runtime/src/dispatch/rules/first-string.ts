import { ASK_NEXT, type Combiner, type ReportAnswer } from '../combiner.ts';

/** `firstString`: the first string, an empty one too. Undefined and null are skipped; other answers reported and skipped. */
export function combineFirstString(report: ReportAnswer): Combiner<string | undefined> {
  return {
    take(answer, _gathered, module) {
      if (typeof answer === 'string') return answer;
      if (answer !== undefined && answer !== null) report(module, answer, 'it is skipped, because a string is wanted');
      return ASK_NEXT;
    },
    end: () => undefined,
  };
}
