import type { CategoryName } from './category-name.ts';
import type { CombiningRule } from './combining-rule.ts';
import type { ExceptionRule } from './exception-rule.ts';
import type { Operation } from './operation.ts';
import type { ParameterType } from './parameter-type.ts';

/** One parameter of a callback, in Synapse's order and under Synapse's name. */
export interface ParameterContract {
  readonly name: string;
  readonly type: ParameterType;
}

/** What a client sees when a module refuses: the HTTP status and Matrix's error body. */
export interface DenialContract {
  readonly status: number;
  /** The errcode if the module names none; with the rule `firstDenial` a module may name another. */
  readonly errcode: string;
  readonly error: string;
}

/**
 * The form of an outcome that the combining rule leaves open.
 *
 * - `boolean`: the answer's truth.
 * - `batchSize`: a number of items, at least 1.
 * - `uploadLimits`: a list of media upload limits, the longest period first.
 * - `renewal`: `[tokenValid, tokenStale, expirationTs]`.
 * - `ratelimitOverride`: a user's own limit, `{ perSecond, burstCount }`.
 * - `timestamp`: milliseconds since the epoch.
 * - `generator`: the module's own asynchronous generator, which the host drives: nobody waits for a promise.
 */
export type OutcomeForm =
  | 'boolean'
  | 'batchSize'
  | 'uploadLimits'
  | 'renewal'
  | 'ratelimitOverride'
  | 'timestamp'
  | 'generator';

/** What an answer that decides amounts to, for the host. */
export interface OutcomeContract {
  readonly form: OutcomeForm;
  /** The outcome if nobody decides. Absent: what the combining rule says. */
  readonly undecided?: boolean;
  /** The outcome if the administrator denies in the place of a silent module. Absent: what the combining rule says. */
  readonly denied?: boolean;
  /** What Synapse takes if no module controls it, and gets if the modules cannot be asked. Absent: what the combining rule says. */
  readonly uncontrolled?: number;
}

/** Everything that is fixed about one of Synapse's module callbacks. */
export interface CallbackContract {
  readonly category: CategoryName;
  /** Synapse's name, in snake_case: `user_may_invite`. */
  readonly name: string;
  /** The first Synapse version that calls it, as `major.minor`: `1.37`. */
  readonly since: string;
  /** What the callback is called with; nothing else is ever passed, nothing is ever left out. */
  readonly parameters: readonly ParameterContract[];
  readonly combine: CombiningRule;
  /** Absent: the combining rule says all about the outcome. */
  readonly outcome?: OutcomeContract;
  readonly onException: ExceptionRule;
  readonly operation: Operation;
  /** Absent: a module cannot refuse. */
  readonly denial?: DenialContract;
  /** Other callbacks of the category that a module must register together with this one. */
  readonly requires?: readonly string[];
  /** Synapse calls it in each of its processes, for one and the same event, which is the first parameter. */
  readonly inEachProcess?: true;
  /** Registered not as one function but as a list of them, each with a login type and the fields that it needs. */
  readonly perLoginType?: true;
  /** Synapse discourages its use, but still calls it. */
  readonly deprecated?: true;
}
