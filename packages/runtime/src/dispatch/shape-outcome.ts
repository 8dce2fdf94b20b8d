import type { CallbackContract, OutcomeForm } from '@bouton/contract';
import type { MediaUploadLimit } from '@bouton/sdk';
import { describeValue } from '../text/describe-value.ts';
import { isArray } from '../lib/values.ts';
import { ASK_NEXT, type Combiner } from './combiner.ts';

/** Makes of an answer that decides what the host gets. What it throws counts as thrown by the module. */
const FORMS: Readonly<Record<OutcomeForm, (answer: unknown) => unknown>> = {
  boolean: Boolean,
  batchSize,
  uploadLimits,
  renewal,
  ratelimitOverride: (answer) => answer,
  timestamp,
  generator: (answer) => answer,
};

/** A combiner whose outcomes have the form that `Callbacks` promises to hosts. */
export function shapeOutcome(row: CallbackContract, combiner: Combiner<unknown, unknown>): Combiner<unknown, unknown> {
  if (row.outcome === undefined) return combiner;
  const { form, undecided, denied } = row.outcome;
  const decided = FORMS[form];
  return {
    ...combiner,
    take(answer, gathered, module) {
      const outcome = combiner.take(answer, gathered, module);
      return outcome === ASK_NEXT ? ASK_NEXT : decided(outcome);
    },
    end: (gathered) => combiner.end(gathered) ?? undecided,
    ...(denied !== undefined && { deny: () => denied }),
  };
}

function uploadLimits(answer: unknown): readonly MediaUploadLimit[] {
  if (!Array.isArray(answer)) throw unexpected('an array of upload limits', answer);
  const limits: readonly MediaUploadLimit[] = answer;
  return Object.freeze(limits.toSorted((one, other) => other.timePeriodMs - one.timePeriodMs));
}

function batchSize(answer: unknown): number {
  if (Number.isInteger(answer) && Number(answer) >= 1) return Number(answer);
  throw unexpected('a number of items, at least 1', answer);
}

function renewal(answer: unknown): readonly [boolean, boolean, number] {
  if (isArray(answer) && answer.length === 3) {
    const [isValid, isStale, expirationTs] = answer;
    if (typeof isValid === 'boolean' && typeof isStale === 'boolean' && typeof expirationTs === 'number') {
      return [isValid, isStale, expirationTs];
    }
  }
  throw unexpected('[tokenValid, tokenStale, expirationTs]', answer);
}

function timestamp(answer: unknown): number {
  if (typeof answer === 'number') return answer;
  throw unexpected('a time in milliseconds since the epoch', answer);
}

function unexpected(wanted: string, answer: unknown): TypeError {
  return new TypeError(`Expected ${wanted}, got ${describeValue(answer)}`);
}
