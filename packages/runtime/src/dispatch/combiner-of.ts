import type { CallbackContract, PlainRule } from '@bouton/contract';
import type { Combiner, ReportAnswer } from './combiner.ts';
import { combineAllowOrReplace } from './rules/allow-or-replace.ts';
import { combineFirstAnswer } from './rules/first-answer.ts';
import { combineFirstBehaviour } from './rules/first-behaviour.ts';
import { combineFirstDenial } from './rules/first-denial.ts';
import { combineFirstFalsy } from './rules/first-falsy.ts';
import { combineFirstLogin } from './rules/first-login.ts';
import { combineFirstRegistered } from './rules/first-registered.ts';
import { combineFirstString } from './rules/first-string.ts';
import { combineFirstTruthy } from './rules/first-truthy.ts';
import { combineMergeFields } from './rules/merge-fields.ts';
import { combineMergeSetMaps } from './rules/merge-set-maps.ts';
import { combineMergeSetsOrAll } from './rules/merge-sets-or-all.ts';
import { combineNotifyAll } from './rules/notify-all.ts';
import { combineOnlyRegistered } from './rules/only-registered.ts';
import { combineVeto } from './rules/veto.ts';
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
