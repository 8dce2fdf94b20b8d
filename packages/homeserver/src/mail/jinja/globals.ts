import { bind, integer } from './bind.ts';
import { TemplateFault } from './fault.ts';
import { iterate } from './operators.ts';
import { Callable, Dict, Namespace, Range, Thing, type Value } from './values.ts';

/** What every template knows. */
export const GLOBALS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['range', new Callable((args) => rangeOf(args))],
  ['dict', new Callable((args, keywords) => dictOf(args, keywords))],
  ['namespace', new Callable((args, keywords) => new Namespace(namesAndValues(dictOf(args, keywords))))],
  ['cycler', new Callable((args) => cyclerOf(args))],
  ['joiner', new Callable((args, keywords) => joinerOf(bind('joiner()', { sep: ', ' }, args, keywords)[0] ?? null))],
  [
    'lipsum',
    new Callable(() => {
      throw new TemplateFault('lipsum() is random text, which this homeserver does not make');
    }),
  ],
]);

function rangeOf(args: readonly Value[]): Range {
  const [first = 0n, second, step = 1n] = args.map((arg) => BigInt(integer(arg, 'An argument of range()')));
  if (args.length < 1 || args.length > 3) throw new TemplateFault('range() wants one to three arguments');
  return second === undefined ? new Range(0n, first, 1n) : new Range(first, second, step);
}

function dictOf(args: readonly Value[], keywords: ReadonlyMap<string, Value>): Dict {
  const [source, ...more] = args;
  if (more.length > 0) throw new TemplateFault('dict() wants at most one argument without a name');
  const dict = new Dict(
    source instanceof Dict ? source.entries() : Array.from(source === undefined ? [] : iterate(source), pairOf),
  );
  for (const [name, value] of keywords) dict.set(name, value);
  return dict;
}

function pairOf(value: Value): [Value, Value] {
  const [key, item, ...more] = [...iterate(value)];
  if (key === undefined || item === undefined || more.length > 0) throw new TemplateFault('dict() wants pairs');
  return [key, item];
}

function namesAndValues(dict: Dict): Map<string, Value> {
  return new Map(
    dict.entries().map(([name, value]) => {
      if (typeof name !== 'string') throw new TemplateFault('The names in a namespace are texts');
      return [name, value];
    }),
  );
}

function cyclerOf(items: readonly Value[]): Thing {
  if (items.length === 0) throw new TemplateFault('at least one item has to be provided');
  let position = 0;
  const current = (): Value => items[position] ?? null;
  return new Thing('cycler', (name) => {
    if (name === 'current') return current();
    if (name === 'reset') return new Callable(() => ((position = 0), null));
    if (name !== 'next') return undefined;
    return new Callable(() => {
      const item = current();
      position = (position + 1) % items.length;
      return item;
    });
  });
}

function joinerOf(separator: Value): Thing {
  let used = false;
  return new Thing(
    'joiner',
    () => undefined,
    () => {
      if (used) return separator;
      used = true;
      return '';
    },
  );
}
