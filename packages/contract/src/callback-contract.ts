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
  /** The errcode where the module names none; with the rule `firstDenial` a module may name another. */
  readonly errcode: string;
  readonly error: string;
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
  readonly onException: ExceptionRule;
  readonly operation: Operation;
  /** Absent where a module cannot refuse. */
  readonly denial?: DenialContract;
  /** Other callbacks of the category that a module must register together with this one. */
  readonly requires?: readonly string[];
  /** Registered not as one function but as a list of them, each with a login type and the fields that it needs. */
  readonly perLoginType?: true;
  /** Synapse discourages its use, but still calls it. */
  readonly deprecated?: true;
}
