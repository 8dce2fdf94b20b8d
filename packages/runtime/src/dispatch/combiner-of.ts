import type { CallbackContract, PlainRule } from '@bouton/contract';
import type { Combiner, ReportAnswer } from './combiner.ts';
import {
  combineFirstAnswer,
  combineFirstBehaviour,
  combineFirstFalsy,
  combineFirstLogin,
  combineFirstRegistered,
  combineFirstString,
  combineFirstTruthy,
  combineOnlyRegistered,
} from './rules/first-answer.ts';
import { combineMergeFields, combineMergeSetMaps, combineMergeSetsOrAll } from './rules/merged-answers.ts';
import { combineAllowOrReplace, combineFirstDenial, combineNotifyAll, combineVeto } from './rules/verdict.ts';
import { shapeOutcome } from './shape-outcome.ts';

/** The combiner of a callback's rule. @param report Gets the answers that the rule cannot take. */
export function combinerOf(row: CallbackContract, report: ReportAnswer): Combiner<unknown, unknown> {
  return shapeOutcome(row, ruleOf(row, report));
}

function ruleOf(row: CallbackContract, report: ReportAnswer): Combiner<unknown, unknown> {
  const { combine } = row;
  return combine.rule === 'firstDenial'
    ? combineFirstDenial(row, combine, report)
    : PLAIN_RULES[combine.rule](row, report);
}

const PLAIN_RULES: Readonly<
  Record<PlainRule['rule'], (row: CallbackContract, report: ReportAnswer) => Combiner<unknown, unknown>>
> = {
  firstTruthy: combineFirstTruthy,
  firstFalsy: combineFirstFalsy,
  firstAnswer: combineFirstAnswer,
  firstBehaviour: combineFirstBehaviour,
  veto: combineVeto,
  allowOrReplace: combineAllowOrReplace,
  throwToVeto: combineNotifyAll,
  notifyAll: combineNotifyAll,
  firstLogin: (_row, report) => combineFirstLogin(report),
  firstString: (_row, report) => combineFirstString(report),
  mergeSetMaps: (_row, report) => combineMergeSetMaps(report),
  mergeSetsOrAll: (_row, report) => combineMergeSetsOrAll(report),
  mergeFields: combineMergeFields,
  firstRegistered: combineFirstRegistered,
  onlyRegistered: combineOnlyRegistered,
};
