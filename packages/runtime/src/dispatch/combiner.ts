import type { CallbackContract } from '@bouton/contract';
import type { Logger, SynapseError } from '@bouton/sdk';
import { describeValue } from '../text/describe-value.ts';

/** What a {@linkcode Combiner} says when an answer decides nothing: the next module is asked. */
export const ASK_NEXT: unique symbol = Symbol('ask next');

/**
 * How the answers of several modules to one callback become one outcome. There is one for each combining rule of the
 * contract. A combiner keeps nothing: what an operation gathers is handed to it.
 */
export interface Combiner<Outcome, Gathered = undefined> {
  /** Makes what one operation gathers. Left out if {@linkcode Combiner.end} always gives the same. */
  begin?(): Gathered;
  /** Takes one module's answer. What it throws counts as thrown by the module. */
  take(answer: unknown, gathered: Gathered, module: string): Outcome | typeof ASK_NEXT;
  /** The outcome when nobody decided. */
  end(gathered: Gathered): Outcome;
  /** The outcome of a refusal in the place of a module that cannot be asked. Left out: the denial is thrown. */
  deny?(denial: SynapseError): Outcome;
}

/** Logs an answer that a callback's rule cannot take, and what becomes of it. */
export type ReportAnswer = (module: string, answer: unknown, consequence: string) => void;

/** The {@linkcode ReportAnswer} of one callback. */
export function reportAnswers(row: CallbackContract, log: Logger): ReportAnswer {
  return (module, answer, consequence) =>
    log.warn(`Module ${module} answered ${describeValue(answer)} to ${row.name}; ${consequence}`, {
      module,
      category: row.category,
      callback: row.name,
      rule: row.combine.rule,
    });
}
