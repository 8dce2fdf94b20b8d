import type { CallbackContract } from '@bouton/contract';
import type { Logger } from '@bouton/sdk';
import { describeValue } from '../text/describe-value.ts';

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
