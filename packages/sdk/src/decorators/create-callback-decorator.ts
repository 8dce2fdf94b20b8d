import { CALLBACKS, eventParameterOf, toCamelCase, type CallbackContract, type CategoryName } from '@bouton/contract';
import { BoutonError } from '../errors/bouton-error.ts';
import { isDecoratorContext } from '../metadata/decorator-context.ts';
import type { CallbackNote } from '../metadata/notes.ts';
import { shownToAuthor } from '../errors/author-frame.ts';
import type { CallbackDecorator, CallbackOptions, CallbackSignatures } from './callback-decorator.ts';
import { copyEventFilter } from '../metadata/copy-event-filter.ts';
import { createDecorator } from './create-decorator.ts';
import { decoratedMethod } from './decorated-method.ts';
import { noteMethod } from './note-method.ts';
import { unknownCallback } from './unknown-callback.ts';

/** Makes the decorator of one category; `name` is what authors write: `SpamChecker`. */
export function createCallbackDecorator<Callbacks extends CallbackSignatures<Callbacks>, Category extends CategoryName>(
  name: string,
  category: Category,
): CallbackDecorator<Callbacks, Category> {
  // Auth checkers are declared with their login type and fields, by a decorator of their own.
  const rows = CALLBACKS.filter((row) => row.category === category && !row.perLoginType);

  const bare = (args: readonly unknown[]): void => {
    const decorated = decoratedMethod(`@${name}`, args);
    const row = rows.find((each) => toCamelCase(each.name) === decorated.method);
    if (row === undefined)
      throw unknownCallback(`@${name} ${decorated.place}`, decorated.method, category, toCamelCase);
    note(`@${name}`, row, args);
  };

  const named = (callback: string, options: Partial<CallbackOptions> = {}): unknown => {
    const decorator = `@${name}(${JSON.stringify(callback)})`;
    const row = rows.find((each) => each.name === callback);
    if (row === undefined) throw unknownCallback(decorator, callback, category, (synapseName) => synapseName);
    if (options.when !== undefined && eventParameterOf(row) === undefined) {
      throw new BoutonError('BOUTON_DECORATOR_TARGET', `${decorator} has a filter, but the callback receives no event`);
    }
    const when = options.when === undefined ? {} : { when: copyEventFilter(decorator, options.when) };
    return createDecorator((args) => note(decorator, row, args, when));
  };

  return function decorate(...args: readonly unknown[]): unknown {
    return shownToAuthor(decorate, () => {
      const [callback, options] = args;
      if (args.length === 0) return createDecorator(bare);
      return typeof callback === 'string' && !isDecoratorContext(options)
        ? named(callback, options as CallbackOptions | undefined)
        : bare(args);
    });
  } as CallbackDecorator<Callbacks, Category>;
}

function note(
  decorator: string,
  { category, name: callback }: CallbackContract,
  args: readonly unknown[],
  when: Pick<CallbackNote, 'when'> = {},
): void {
  const decorated = decoratedMethod(decorator, args);
  const isSame = (known: CallbackNote): boolean => known.category === category && known.callback === callback;
  noteMethod('callbacks', decorator, decorated, { category, callback, ...when }, isSame, 'this callback already');
}
