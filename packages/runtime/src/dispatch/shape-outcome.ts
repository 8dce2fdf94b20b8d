import type { CallbackContract } from '@bouton/contract';
import type { MediaUploadLimit } from '@bouton/sdk';
import { describeValue } from '../text/describe-value.ts';
import { isArray } from '../text/is-array.ts';
import { ASK_NEXT, type Combiner } from './combiner.ts';

/** What the combining rule of a callback cannot say about its outcome. */
interface Shape {
  /** Makes of an answer that decides what the host gets. What it throws counts as thrown by the module. */
  readonly decided: (answer: unknown) => unknown;
  /** What the host gets where nobody decides; left out: what the rule says. */
  readonly undecided?: unknown;
  /** What the host gets where the administrator denies in the place of a silent module; left out: what the rule says. */
  readonly denied?: unknown;
}

const SHAPES: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['should_drop_federated_event', { decided: Boolean, undecided: false, denied: true }],
  ['check_username_for_spam', { decided: Boolean, undecided: false }],
  ['is_user_expired', { decided: Boolean }],
  ['get_media_upload_limits_for_user', { decided: longestPeriodFirst }],
  ['default_batch_size', { decided: batchSize }],
  ['min_batch_size', { decided: batchSize }],
  ['on_legacy_renew', { decided: renewal }],
  ['on_legacy_admin_request', { decided: expiration }],
]);

/** A combiner whose outcomes have the form that `Callbacks` promises to hosts. */
export function shapeOutcome(row: CallbackContract, combiner: Combiner<unknown, unknown>): Combiner<unknown, unknown> {
  const shape = SHAPES.get(row.name);
  if (shape === undefined) return combiner;
  const { decided, undecided, denied } = shape;
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

function longestPeriodFirst(answer: unknown): readonly MediaUploadLimit[] {
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

function expiration(answer: unknown): number {
  if (typeof answer === 'number') return answer;
  throw unexpected('when the account expires, in milliseconds', answer);
}

function unexpected(wanted: string, answer: unknown): TypeError {
  return new TypeError(`Expected ${wanted}, got ${describeValue(answer)}`);
}
