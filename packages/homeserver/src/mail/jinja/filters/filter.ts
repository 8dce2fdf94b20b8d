import { bind, type Parameters } from '../bind.ts';
import type { Keywords, Value } from '../values.ts';

/** What a filter knows of where it stands. */
export interface FilterContext {
  readonly autoescape: boolean;
  /** Calls another filter. */
  filter(name: string, value: Value, args: readonly Value[], keywords: Keywords): Value;
  /** Asks a test. */
  test(name: string, value: Value, args: readonly Value[], keywords: Keywords): boolean;
}

/** A filter: `value|name(args)`. */
export type Filter = (value: Value, args: readonly Value[], keywords: Keywords, context: FilterContext) => Value;

/** A filter with these parameters. */
export function filter(
  parameters: Parameters,
  apply: (value: Value, args: readonly Value[], context: FilterContext) => Value,
): Filter {
  return (value, args, keywords, context) => apply(value, bind('The filter', parameters, args, keywords), context);
}
