import { CALLBACKS, categoryKey, toCamelCase, type CallbackContract } from '@bouton/contract';
import type { Callbacks } from '@bouton/runtime';
import { argumentDecoder, type Origin } from './decode-arguments.ts';
import { outcomeEncoder, type KeepAfterLogin } from './encode-outcome.ts';

/** Asks the modules with arguments from the wire; resolves to what is answered over it. */
export type AskOverWire = (args: readonly unknown[], origin: Origin, keep: KeepAfterLogin) => Promise<unknown>;

type Ask = (...args: readonly unknown[]) => Promise<unknown>;

/** The callbacks by their names on the wire: `spam_checker.user_may_invite`. Generators have messages of their own. */
export function createCallbackTable(callbacks: Callbacks): ReadonlyMap<string, AskOverWire> {
  return new Map(
    CALLBACKS.filter(({ outcome }) => outcome?.form !== 'generator').map((row) => [
      `${row.category}.${row.name}`,
      overWire(row, askOf(row, callbacks)),
    ]),
  );
}

function askOf(row: CallbackContract, callbacks: Callbacks): Ask {
  if (row.perLoginType) return callbacks.passwordAuthProvider.checkAuth as Ask;
  const ask: unknown = Reflect.get(callbacks[categoryKey(row.category)], toCamelCase(row.name));
  if (typeof ask !== 'function') throw new TypeError(`The runtime cannot ask ${row.category}.${row.name}`);
  return ask as Ask;
}

function overWire(row: CallbackContract, ask: Ask): AskOverWire {
  const decode = argumentDecoder(row);
  const encode = outcomeEncoder(row);
  const editable = row.parameters.flatMap(({ type }, index) => (type === 'editableJson' ? index : []));
  if (editable.length === 0) {
    return async (args, origin, keep) => encode(await ask(...decode(args, origin)), keep);
  }
  return async (args, origin, keep) => {
    const before = editable.map((index) => JSON.stringify(args[index]));
    const outcome = encode(await ask(...decode(args, origin)), keep);
    const edited = editable.filter((index, nth) => JSON.stringify(args[index]) !== before[nth]);
    return { outcome, edited: Object.fromEntries(edited.map((index) => [index, args[index]])) };
  };
}
