import { CALLBACKS, callbackContract, toCamelCase, type CallbackContract, type CategoryName } from '@bouton/contract';
import type { RoomEvent } from '@bouton/sdk';
import type { AuthCheckers } from './auth-checkers.ts';
import type { Callbacks } from './callbacks.ts';
import type { OrderedCallbacks } from './ordered-callbacks.ts';

/** Where {@linkcode createCallbacks} finds whom to ask. */
export interface CallbackSource {
  /** The modules of one row. Asked once for each use of a row. */
  order(row: CallbackContract): OrderedCallbacks;
  has(category: CategoryName, callback: string): boolean;
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

/** The category's name in `Callbacks`: `spam_checker` is `spamChecker`. Only one is called otherwise than in Synapse. */
function categoryKey(category: CategoryName): string {
  return category === 'add_extra_fields_to_unsigned_client_event' ? 'unsignedEventData' : toCamelCase(category);
}

function askFunction(row: CallbackContract, source: CallbackSource): Ask {
  const asked = source.order(row);
  if (row.name === 'on_update') return (...args) => asked.callOnly(args);
  if (row.combine.rule === 'firstDenial' && row.combine.thenAsk !== undefined) {
    return thenAsk(asked, source.order(innerRow(row, row.combine.thenAsk)));
  }
  return (...args) => asked.ask(args);
}

/** What is asked second, in the operation of what is asked first: with its denial, and its failure rule. */
function innerRow(row: CallbackContract, callback: string): CallbackContract {
  const inner = callbackContract(row.category, callback);
  return { ...inner, operation: row.operation, ...(row.denial && { denial: row.denial }) };
}

/** `federated_user_may_invite` gets the invitation, `user_may_invite` who invites whom where. */
function thenAsk(first: OrderedCallbacks, second: OrderedCallbacks): (invite: RoomEvent) => Promise<unknown> {
  return async (invite) => (await first.ask([invite])) ?? second.ask([invite.sender, invite.state_key, invite.room_id]);
}
