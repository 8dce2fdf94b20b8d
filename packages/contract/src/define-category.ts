import type { CallbackContract } from './callback-contract.ts';
import type { CategoryName } from './category-name.ts';
import { deepFreeze } from './deep-freeze.ts';
import type { ParameterType } from './parameter-type.ts';

/** A callback's row as it is written down: its parameters as pairs of name and type. */
export interface CallbackRow extends Omit<CallbackContract, 'category' | 'name' | 'parameters'> {
  readonly parameters: readonly (readonly [name: string, type: ParameterType])[];
}

/** One category's rows by Synapse's names, in Synapse's order. */
export type CategoryRows = Readonly<Record<string, CallbackRow>>;

/**
 * One category. `Rows` keeps names and parameters as literal types, so that other packages can be held against them by
 * the compiler.
 */
export interface CategoryContract<
  Category extends CategoryName = CategoryName,
  Rows extends CategoryRows = CategoryRows,
> {
  readonly category: Category;
  readonly rows: Rows;
  readonly callbacks: readonly CallbackContract[];
}

/** Writes down one category, frozen; the callbacks keep the order of `rows`. */
export function defineCategory<Category extends CategoryName, Rows extends CategoryRows>(
  category: Category,
  rows: Rows,
): CategoryContract<Category, Rows> {
  const callbacks = Object.entries(rows).map(([name, { parameters, ...facts }]) => ({
    category,
    name,
    parameters: parameters.map(([parameter, type]) => ({ name: parameter, type })),
    ...facts,
  }));
  return deepFreeze({ category, rows, callbacks });
}
