import { getItem } from '../access.ts';
import { integer, REQUIRED, text } from '../bind.ts';
import { TemplateFault } from '../fault.ts';
import { arithmetic, compare, describe, equals, iterate, length, truthy } from '../operators.ts';
import { characters, escape, softStr, str } from '../python-text.ts';
import { Dict, Lazy, Markup, Range, Tuple, Undefined, type Keywords, type Value } from '../values.ts';
import { filter, type Filter, type FilterContext } from './filter.ts';

const lengthFilter = filter({}, (value) => BigInt(length(value)));
const defaultFilter = filter({ default_value: '', boolean: false }, (value, [fallback = null, boolean = null]) =>
  value instanceof Undefined || (truthy(boolean) && !truthy(value)) ? fallback : value,
);

/** Filters that go through items. */
export const LIST_FILTERS: Readonly<Record<string, Filter>> = {
  batch: filter(
    { linecount: REQUIRED, fill_with: null },
    (value, [size, fill = null]) => new Lazy(batches(value, integer(size, 'linecount'), fill)),
  ),
  count: lengthFilter,
  d: defaultFilter,
  default: defaultFilter,
  dictsort: filter({ case_sensitive: false, by: 'key', reverse: false }, dictSort),
  first: filter({}, (value) => firstOf(iterate(value), 'No first item, sequence was empty.')),
  groupby: filter({ attribute: REQUIRED, default: null, case_sensitive: false }, groupBy),
  items: filter({}, (value) => {
    if (value instanceof Undefined) return new Lazy([]);
    if (!(value instanceof Dict)) throw new TemplateFault('Can only get item pairs from a mapping.');
    return new Lazy(value.entries().map((entry) => new Tuple(entry)));
  }),
  join: filter({ d: '', attribute: null }, join),
  last: filter({}, (value) => {
    if (value instanceof Lazy) throw new TemplateFault('A generator has no last item; make it a list');
    const last = firstOf([...iterate(value)].toReversed(), 'No last item, sequence was empty.');
    return value instanceof Markup && typeof last === 'string' ? new Markup(last) : last;
  }),
  length: lengthFilter,
  list: filter({}, (value) => [...iterate(value)]),
  map: (value, args, keywords, context) => new Lazy(mapped(value, args, keywords, context)),
  max: filter({ case_sensitive: false, attribute: null }, (value, args) => extreme(value, args, 1)),
  min: filter({ case_sensitive: false, attribute: null }, (value, args) => extreme(value, args, -1)),
  reject: picking(false, false),
  rejectattr: picking(false, true),
  reverse: filter({}, reverse),
  select: picking(true, false),
  selectattr: picking(true, true),
  slice: filter(
    { slices: REQUIRED, fill_with: null },
    (value, [count, fill = null]) => new Lazy(slices(value, integer(count, 'slices'), fill)),
  ),
  sort: filter({ reverse: false, case_sensitive: false, attribute: null }, sort),
  sum: filter({ attribute: null, start: 0n }, (value, [attribute = null, start = null]) =>
    Array.from(iterate(value), getter(attribute)).reduce((sum, item) => arithmetic('+', sum, item), start),
  ),
  unique: filter({ case_sensitive: false, attribute: null }, (value, args) => new Lazy(unique(value, args))),
};

/** What stands at a path of an item, `author.name` or `0`: the item itself without a path. */
function getter(attribute: Value, fallback: Value = null): (item: Value) => Value {
  if (attribute === null) return (item) => item;
  const isText = typeof attribute === 'string' || attribute instanceof Markup;
  const parts: readonly Value[] = isText
    ? str(attribute)
        .split('.')
        .map((part) => (/^\d+$/.test(part) ? BigInt(part) : part))
    : [attribute];
  return (item) =>
    parts.reduce((object, part) => {
      const member = getItem(object, part);
      return member instanceof Undefined && fallback !== null ? fallback : member;
    }, item);
}

function caseless(value: Value, caseSensitive: Value | undefined): Value {
  if (truthy(caseSensitive ?? null)) return value;
  if (value instanceof Markup) return new Markup(value.text.toLowerCase());
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function firstOf(items: Iterable<Value>, hint: string): Value {
  for (const item of items) return item;
  return new Undefined(hint);
}

function* batches(value: Value, size: number, fill: Value): Generator<Value> {
  let batch: Value[] = [];
  for (const item of iterate(value)) {
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
    batch.push(item);
  }
  if (batch.length === 0) return;
  if (fill !== null) batch.push(...Array.from({ length: Math.max(0, size - batch.length) }, () => fill));
  yield batch;
}

function* slices(value: Value, count: number, fill: Value): Generator<Value> {
  if (count < 1) throw new TemplateFault('slice wants at least one slice');
  const items = [...iterate(value)];
  const size = Math.floor(items.length / count);
  const larger = items.length % count;
  let at = 0;
  for (let number = 0; number < count; number++) {
    const end = at + size + (number < larger ? 1 : 0);
    const part = items.slice(at, end);
    if (fill !== null && number >= larger) part.push(fill);
    yield part;
    at = end;
  }
}

function* mapped(value: Value, args: readonly Value[], keywords: Keywords, context: FilterContext): Generator<Value> {
  if (args.length === 0 && keywords.has('attribute')) {
    const unexpected = [...keywords.keys()].find((name) => name !== 'attribute' && name !== 'default');
    if (unexpected !== undefined) throw new TemplateFault(`Unexpected keyword argument '${unexpected}'`);
    const get = getter(keywords.get('attribute') ?? null, keywords.get('default') ?? null);
    for (const item of iterate(value)) yield get(item);
    return;
  }
  const [name, ...rest] = args;
  if (name === undefined) throw new TemplateFault('map requires a filter argument');
  for (const item of iterate(value)) yield context.filter(text(name, 'The filter of map'), item, rest, keywords);
}

function picking(wanted: boolean, byAttribute: boolean): Filter {
  return (value, args, keywords, context) => {
    function* pick(): Generator<Value> {
      if (!truthy(value)) return;
      const [attribute] = args;
      if (byAttribute && attribute === undefined) throw new TemplateFault('Missing parameter for attribute name');
      const get = getter(byAttribute ? (attribute ?? null) : null);
      const [name, ...rest] = byAttribute ? args.slice(1) : args;
      for (const item of iterate(value)) {
        const member = get(item);
        const isTrue =
          name === undefined ? truthy(member) : context.test(text(name, 'The test'), member, rest, keywords);
        if (isTrue === wanted) yield item;
      }
    }
    return new Lazy(pick());
  };
}

function sorted(items: Iterable<Value>, keyOf: (item: Value) => Value, reversed: Value): Value[] {
  const keyed = Array.from(items, (item) => ({ item, key: keyOf(item) }));
  // Equal items keep their order, in the reverse order too.
  const sign = truthy(reversed) ? -1 : 1;
  keyed.sort((one, other) => sign * compare(one.key, other.key));
  return keyed.map(({ item }) => item);
}

function sort(value: Value, [reversed = null, caseSensitive, attribute = null]: readonly Value[]): Value {
  const attributes = typeof attribute === 'string' ? attribute.split(',') : [attribute];
  const getters = attributes.map((one) => getter(one));
  return sorted(iterate(value), (item) => getters.map((get) => caseless(get(item), caseSensitive)), reversed);
}

function dictSort(value: Value, [caseSensitive, by = null, reversed = null]: readonly Value[]): Value {
  if (!(value instanceof Dict)) throw new TemplateFault(`dictsort wants a dictionary, not ${describe(value)}`);
  if (by !== 'key' && by !== 'value') throw new TemplateFault('You can only sort by either "key" or "value"');
  const entries = value.entries().map((entry) => new Tuple(entry));
  return sorted(
    entries,
    (entry) => caseless(entry instanceof Tuple ? (entry.items[by === 'key' ? 0 : 1] ?? null) : null, caseSensitive),
    reversed,
  );
}

function groupBy(value: Value, [attribute = null, fallback = null, caseSensitive]: readonly Value[]): Value {
  const get = getter(attribute, fallback);
  const keyOf = (item: Value): Value => caseless(get(item), caseSensitive);
  const groups: { readonly key: Value; readonly items: Value[] }[] = [];
  for (const item of sorted(iterate(value), keyOf, false)) {
    const key = keyOf(item);
    const last = groups.at(-1);
    if (last !== undefined && equals(last.key, key)) last.items.push(item);
    else groups.push({ key, items: [item] });
  }
  // A group is called by its first item, in whatever case.
  return groups.map(({ items }) => new Tuple([get(items[0] ?? null), items], ['grouper', 'list']));
}

function extreme(value: Value, [caseSensitive, attribute = null]: readonly Value[], sign: 1 | -1): Value {
  const get = getter(attribute);
  let best: { readonly item: Value; readonly key: Value } | undefined;
  for (const item of iterate(value)) {
    const key = caseless(get(item), caseSensitive);
    if (best === undefined || sign * compare(key, best.key) > 0) best = { item, key };
  }
  return best?.item ?? (best === undefined ? new Undefined('No aggregated item, sequence was empty.') : null);
}

function* unique(value: Value, [caseSensitive, attribute = null]: readonly Value[]): Generator<Value> {
  const get = getter(attribute);
  const seen = new Dict();
  for (const item of iterate(value)) {
    const key = caseless(get(item), caseSensitive);
    if (seen.has(key)) continue;
    seen.set(key, true);
    yield item;
  }
}

function reverse(value: Value): Value {
  if (typeof value === 'string') return characters(value).toReversed().join('');
  if (value instanceof Markup) return new Markup(characters(value.text).toReversed().join(''));
  if (value instanceof Lazy) return [...iterate(value)].toReversed();
  if (value instanceof Range) return new Lazy(value.list().toReversed());
  return new Lazy([...iterate(value)].toReversed());
}

function join(
  value: Value,
  [separator = null, attribute = null]: readonly Value[],
  { autoescape }: FilterContext,
): Value {
  const items = Array.from(iterate(value), getter(attribute));
  if (!autoescape) return items.map(str).join(str(separator));
  if (separator instanceof Markup)
    return new Markup(items.map((item) => escape(softStr(item)).text).join(separator.text));
  if (!items.some((item) => item instanceof Markup)) return items.map(str).join(str(separator));
  return new Markup(items.map((item) => escape(item).text).join(escape(separator).text));
}
