import {
  CALLBACKS,
  callbackContract,
  categoryKey,
  toCamelCase,
  type CallbackContract,
  type CategoryName,
  type ThenAsk,
} from '@bouton/contract';
import type { RoomEvent } from '@bouton/sdk';
import type { AuthCheckers } from './auth-checkers.ts';
import type { Callbacks } from './callbacks.ts';
import type { OrderedCallbacks } from './ordered-callbacks.ts';

/** Where {@linkcode createCallbacks} finds whom to ask. */
export interface CallbackSource {
  /** The modules of one row. Asked once for each use of a row. */
  order(row: CallbackContract): OrderedCallbacks;
  has(category: CategoryName, callback: string): boolean;
  /** Whether the host itself goes on from a callback with `thenAsk` to the second one. */
  readonly goesOnItself: boolean;
  readonly authCheckers: AuthCheckers;
}

type Ask = (...args: readonly never[]) => unknown;

/** Builds the typed face of dispatch from the rows of the contract. */
export function createCallbacks(source: CallbackSource): Callbacks {
  const categories: Record<string, Record<string, Ask>> = {};
  for (const row of CALLBACKS) {
    if (row.perLoginType) continue;
    const category = (categories[categoryKey(row.category)] ??= {});
    category[toCamelCase(row.name)] = askFunction(row, source);
  }
  const { authCheckers } = source;
  const callbacks: object = {
    ...categories,
    has: (category: CategoryName, callback: string) => source.has(category, callback),
    passwordAuthProvider: Object.freeze({
      ...categories.passwordAuthProvider,
      checkAuth: (...args: readonly [string, string, object]) => authCheckers.ask(args),
      get loginTypes() {
        return authCheckers.fields;
      },
    }),
  };
  // The types of `Callbacks` say, callback by callback, what the rows say; a test holds them together.
  return Object.freeze(callbacks) as Callbacks;
}

function askFunction(row: CallbackContract, source: CallbackSource): Ask {
  const asked = source.order(row);
  if (row.outcome?.form === 'generator') return (...args) => asked.callFirst(args);
  if (row.combine.rule === 'firstDenial' && row.combine.thenAsk !== undefined && !source.goesOnItself) {
    return thenAsk(asked, source.order(innerRow(row, row.combine.thenAsk)), row.combine.thenAsk);
  }
  return (...args) => asked.ask(args);
}

/** What is asked second, in the operation of what is asked first: with its denial, and its failure rule. */
function innerRow(row: CallbackContract, { callback }: ThenAsk): CallbackContract {
  const inner = callbackContract(row.category, callback);
  return { ...inner, operation: row.operation, ...(row.denial && { denial: row.denial }) };
}

function thenAsk(
  first: OrderedCallbacks,
  second: OrderedCallbacks,
  { arguments: fields }: ThenAsk,
): (event: RoomEvent) => Promise<unknown> {
  return async (event) => (await first.ask([event])) ?? second.ask(fields.map((field) => event[field]));
}
