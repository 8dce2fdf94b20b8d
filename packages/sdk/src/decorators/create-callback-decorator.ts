import { CALLBACKS, eventParameterOf, toCamelCase, type CallbackContract, type CategoryName } from '@bouton/contract';
import { closest } from 'fastest-levenshtein';
import { BoutonError } from '../errors/bouton-error.ts';
import { appendNote, ownNotes } from '../metadata/note-store.ts';
import type { CallbackNote } from '../metadata/notes.ts';
import type { CallbackDecorator, CallbackOptions, CallbackSignatures } from './callback-decorator.ts';
import { copyEventFilter } from './copy-event-filter.ts';
import { decoratedMethod, type DecoratedMethod } from './decorated-method.ts';

/** Makes the decorator of one category; `name` is what authors write: `SpamChecker`. */
export function createCallbackDecorator<Callbacks extends CallbackSignatures<Callbacks>, Category extends CategoryName>(
  name: string,
  category: Category,
): CallbackDecorator<Callbacks, Category> {
  // Auth checkers are declared with their login type and fields, by a decorator of their own.
  const rows = CALLBACKS.filter((row) => row.category === category && row.name !== 'auth_checkers');

  const decorate = (...args: readonly unknown[]): unknown => {
    const [callback, options] = args;
    if (typeof callback === 'string') return named(callback, options as CallbackOptions | undefined);

    const decorated = decoratedMethod(`@${name}`, args);
    const row = rows.find((each) => toCamelCase(each.name) === decorated.method);
    if (row === undefined) throw unknown(`@${name} ${decorated.place}`, decorated.method, rows, toCamelCase);
    return note(`@${name}`, row, decorated);
  };

  const named = (callback: string, options: CallbackOptions | undefined) => {
    const decorator = `@${name}(${JSON.stringify(callback)})`;
    const row = rows.find((each) => each.name === callback);
    if (row === undefined) throw unknown(decorator, callback, rows, (synapseName) => synapseName);
    if (options?.when !== undefined && eventParameterOf(row) === undefined) {
      throw new BoutonError('BOUTON_DECORATOR_TARGET', `${decorator} has a filter, but the callback receives no event`);
    }
    const when = options?.when === undefined ? {} : { when: copyEventFilter(decorator, options.when) };
    return (...args: readonly unknown[]): void => note(decorator, row, decoratedMethod(decorator, args), when);
  };

  return decorate as CallbackDecorator<Callbacks, Category>;
}

function note(
  decorator: string,
  { category, name: callback }: CallbackContract,
  { holder, method, place }: DecoratedMethod,
  when: Pick<CallbackNote, 'when'> = {},
): void {
  const isNoted = ownNotes('callbacks', holder).some(
    (known) => known.category === category && known.callback === callback && known.method === method,
  );
  if (isNoted) {
    throw new BoutonError('BOUTON_DECORATOR_TARGET', `${decorator} stands on ${place}, which is this callback already`);
  }
  appendNote('callbacks', holder, { category, callback, method, ...when });
}

function unknown(
  decorator: string,
  callback: string,
  rows: readonly CallbackContract[],
  spell: (name: string) => string,
): BoutonError {
  const names = rows.map((row) => spell(row.name));
  const category = rows[0]?.category.replaceAll('_', ' ');
  return new BoutonError(
    'BOUTON_UNKNOWN_CALLBACK',
    `${decorator}: Synapse has no ${category} callback ${JSON.stringify(callback)}; ` +
      `did you mean ${JSON.stringify(closest(callback, names))}? There are ${names.join(', ')}`,
  );
}
