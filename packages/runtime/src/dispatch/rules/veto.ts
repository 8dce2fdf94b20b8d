import type { CallbackContract } from '@bouton/contract';
import type { Denial } from '../callbacks.ts';
import { ASK_NEXT, type Combiner, type ReportAnswer } from '../combiner.ts';
import { denialContract, denialError } from '../denial-error.ts';

/** `veto`: denied at the first answer that is exactly false. Other answers than booleans are reported, and allow. */
export function combineVeto(row: CallbackContract, report: ReportAnswer): Combiner<Denial> {
  const denial = denialContract(row);
  return {
    take(answer, _gathered, module) {
      if (answer === false) return denialError(denial);
      if (answer !== true) report(module, answer, 'it counts as an allowance, because true or false is wanted');
      return ASK_NEXT;
    },
    end: () => undefined,
    deny: (error) => error,
  };
}
