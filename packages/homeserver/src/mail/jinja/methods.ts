import { bind, integer, REQUIRED, text, type Parameters } from './bind.ts';
import { TemplateFault } from './fault.ts';
import { compare, equals, iterate } from './operators.ts';
import { characters, escape, repr, str } from './python-text.ts';
import * as texts from './texts.ts';
import { Callable, Dict, DictView, Markup, Tuple, Undefined, type Value } from './values.ts';

type Method<Self> = readonly [parameters: Parameters, call: (self: Self, args: readonly Value[]) => Value];
type Methods<Self> = Readonly<Record<string, Method<Self>>>;

const optional = (value: Value | undefined): string | null =>
  value === null || value === undefined ? null : text(value, 'An argument');

/** Texts: what gives a text gives markup, if the text is markup. */
const TEXT: Methods<string> = {
  capitalize: [{}, (self) => texts.capitalize(self)],
  casefold: [{}, (self) => self.toLowerCase().replaceAll('ß', 'ss')],
  center: [
    { width: REQUIRED, fillchar: ' ' },
    (self, [width, fill]) => texts.center(self, integer(width, 'width'), text(fill, 'fillchar')),
  ],
  count: [{ sub: REQUIRED }, (self, [sub]) => BigInt(occurrences(self, text(sub, 'sub')))],
  endswith: [{ suffix: REQUIRED }, (self, [suffix]) => affixes(suffix).some((one) => self.endsWith(one))],
  find: [{ sub: REQUIRED }, (self, [sub]) => position(self, self.indexOf(text(sub, 'sub')))],
  index: [{ sub: REQUIRED }, (self, [sub]) => found(position(self, self.indexOf(text(sub, 'sub'))))],
  isalnum: [{}, (self) => /^[\p{L}\p{N}]+$/u.test(self)],
  isalpha: [{}, (self) => /^\p{L}+$/u.test(self)],
  isdecimal: [{}, (self) => /^\p{Nd}+$/u.test(self)],
  islower: [{}, (self) => texts.isLower(self)],
  isspace: [{}, (self) => self !== '' && texts.strip(self, null) === ''],
  isupper: [{}, (self) => texts.isUpper(self)],
  ljust: [
    { width: REQUIRED, fillchar: ' ' },
    (self, [width, fill]) => texts.justify(self, integer(width, 'width'), text(fill, 'fillchar'), 'left'),
  ],
  lower: [{}, (self) => self.toLowerCase()],
  lstrip: [{ chars: null }, (self, [chars]) => texts.strip(self, optional(chars), 'left')],
  removeprefix: [
    { prefix: REQUIRED },
    (self, [prefix]) => (self.startsWith(text(prefix, 'prefix')) ? self.slice(text(prefix, 'prefix').length) : self),
  ],
  removesuffix: [
    { suffix: REQUIRED },
    (self, [suffix]) => {
      const end = text(suffix, 'suffix');
      return end !== '' && self.endsWith(end) ? self.slice(0, -end.length) : self;
    },
  ],
  rfind: [{ sub: REQUIRED }, (self, [sub]) => position(self, self.lastIndexOf(text(sub, 'sub')))],
  rjust: [
    { width: REQUIRED, fillchar: ' ' },
    (self, [width, fill]) => texts.justify(self, integer(width, 'width'), text(fill, 'fillchar'), 'right'),
  ],
  rsplit: [
    { sep: null, maxsplit: -1n },
    (self, [separator, most]) => texts.splitRight(self, optional(separator), integer(most, 'maxsplit')),
  ],
  rstrip: [{ chars: null }, (self, [chars]) => texts.strip(self, optional(chars), 'right')],
  split: [
    { sep: null, maxsplit: -1n },
    (self, [separator, most]) => texts.split(self, optional(separator), integer(most, 'maxsplit')),
  ],
  splitlines: [{}, (self) => texts.splitLines(self)],
  startswith: [{ prefix: REQUIRED }, (self, [prefix]) => affixes(prefix).some((one) => self.startsWith(one))],
  strip: [{ chars: null }, (self, [chars]) => texts.strip(self, optional(chars))],
  title: [{}, (self) => texts.title(self)],
  upper: [{}, (self) => self.toUpperCase()],
  zfill: [
    { width: REQUIRED },
    (self, [width]) =>
      self.replace(
        /^[+-]?/,
        (sign) => sign + '0'.repeat(Math.max(0, integer(width, 'width') - characters(self).length)),
      ),
  ],
};

const LIST: Methods<Value[]> = {
  append: [{ object: REQUIRED }, (self, [object = null]) => (self.push(object), null)],
  clear: [{}, (self) => ((self.length = 0), null)],
  copy: [{}, (self) => [...self]],
  count: [{ value: REQUIRED }, (self, [value = null]) => BigInt(self.filter((item) => equals(item, value)).length)],
  extend: [{ iterable: REQUIRED }, (self, [items = null]) => (self.push(...iterate(items)), null)],
  index: [{ value: REQUIRED }, (self, [value = null]) => found(BigInt(self.findIndex((item) => equals(item, value))))],
  insert: [
    { index: REQUIRED, object: REQUIRED },
    (self, [index, object = null]) => (self.splice(integer(index, 'index'), 0, object), null),
  ],
  pop: [
    { index: -1n },
    (self, [index]) => {
      const at = integer(index, 'index');
      const [item] = at < self.length && at >= -self.length ? self.splice(at, 1) : [];
      if (item === undefined) throw new TemplateFault('pop index out of range');
      return item;
    },
  ],
  remove: [
    { value: REQUIRED },
    (self, [value = null]) => (
      self.splice(Number(found(BigInt(self.findIndex((item) => equals(item, value))))), 1),
      null
    ),
  ],
  reverse: [{}, (self) => (self.splice(0, self.length, ...self.toReversed()), null)],
  sort: [{}, (self) => (self.splice(0, self.length, ...self.toSorted(compare)), null)],
};

const DICT: Methods<Dict> = {
  clear: [{}, (self) => (self.clear(), null)],
  copy: [{}, (self) => new Dict(self.entries())],
  get: [
    { key: REQUIRED, default: null },
    (self, [key = null, fallback = null]) => (self.has(key) ? (self.get(key) ?? null) : fallback),
  ],
  items: [{}, (self) => new DictView('items', self)],
  keys: [{}, (self) => new DictView('keys', self)],
  pop: [
    { key: REQUIRED, default: new Undefined('') },
    (self, [key = null, fallback = null]) => {
      const value = self.has(key) ? (self.get(key) ?? null) : fallback;
      if (value instanceof Undefined) throw new TemplateFault(`There is no key ${repr(key)}`);
      self.delete(key);
      return value;
    },
  ],
  setdefault: [
    { key: REQUIRED, default: null },
    (self, [key = null, fallback = null]) => {
      if (!self.has(key)) self.set(key, fallback);
      return self.get(key) ?? null;
    },
  ],
  update: [
    { other: new Dict() },
    (self, [other = null]) => {
      if (!(other instanceof Dict)) throw new TemplateFault('update() wants a dictionary');
      for (const [key, value] of other.entries()) self.set(key, value);
      return null;
    },
  ],
  values: [{}, (self) => new DictView('values', self)],
};

const TUPLE: Methods<Tuple> = {
  count: [
    { value: REQUIRED },
    (self, [value = null]) => BigInt(self.items.filter((item) => equals(item, value)).length),
  ],
  index: [
    { value: REQUIRED },
    (self, [value = null]) => found(BigInt(self.items.findIndex((item) => equals(item, value)))),
  ],
};

/** What Python's objects have besides, and templates get from Jinja but not from here. */
const UNSUPPORTED = {
  text: 'encode expandtabs format format_map isascii isdigit isidentifier isnumeric isprintable istitle maketrans partition rindex rpartition swapcase translate unescape striptags',
  dict: 'fromkeys popitem',
  number:
    'as_integer_ratio bit_count bit_length conjugate denominator from_bytes fromhex hex imag is_integer numerator real to_bytes',
  view: 'isdisjoint mapping start stop step count index',
};

/** A method of a text, list, dictionary or tuple; undefined if Python has none of that name. @throws {TemplateFault} If only Python has it. */
export function methodOf(object: Value, name: string): Callable | undefined {
  const isText = typeof object === 'string' || object instanceof Markup;
  if (isText) {
    const joined = name === 'join' || name === 'replace' ? textMethod(object, name) : undefined;
    if (joined !== undefined) return joined;
    const method = pickMethod(TEXT, str(object), name);
    if (method !== undefined) return object instanceof Markup ? asMarkup(method) : method;
  }
  const method =
    object instanceof Dict
      ? pickMethod(DICT, object, name)
      : Array.isArray(object)
        ? pickMethod(LIST, object, name)
        : object instanceof Tuple
          ? pickMethod(TUPLE, object, name)
          : undefined;
  if (method !== undefined) return method;
  const kind = isText
    ? 'text'
    : object instanceof Dict
      ? 'dict'
      : Array.isArray(object) || object === null || object instanceof Tuple
        ? undefined
        : typeof object === 'object'
          ? 'view'
          : 'number';
  if (/^__\w+__$/.test(name) || (kind !== undefined && UNSUPPORTED[kind].split(' ').includes(name))) {
    throw new TemplateFault(`The attribute ${name} of Python's objects is not supported`);
  }
  return undefined;
}

function pickMethod<Self>(methods: Methods<Self>, self: Self, name: string): Callable | undefined {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (method === undefined) return undefined;
  const [parameters, call] = method;
  return new Callable((args, keywords) => call(self, bind(`${name}()`, parameters, args, keywords)));
}

/** Of markup, these escape what they are given. */
function textMethod(self: string | Markup, name: 'join' | 'replace'): Callable {
  const plain = (value: Value): string =>
    self instanceof Markup ? escape(value).text : text(value, `An argument of ${name}()`);
  const result = (value: string): Value => (self instanceof Markup ? new Markup(value) : value);
  if (name === 'join') {
    return new Callable((args, keywords) => {
      const [items = null] = bind('join()', { iterable: REQUIRED }, args, keywords);
      return result(Array.from(iterate(items), plain).join(str(self)));
    });
  }
  return new Callable((args, keywords) => {
    const [old = null, by = null, count] = bind(
      'replace()',
      { old: REQUIRED, new: REQUIRED, count: -1n },
      args,
      keywords,
    );
    return result(texts.replace(str(self), text(old, 'old'), plain(by), integer(count, 'count')));
  });
}

function asMarkup(method: Callable): Callable {
  const wrap = (value: Value): Value => {
    if (typeof value === 'string') return new Markup(value);
    return Array.isArray(value) ? value.map(wrap) : value;
  };
  return new Callable((args, keywords, autoescape) => wrap(method.call(args, keywords, autoescape)));
}

function occurrences(whole: string, part: string): number {
  return part === '' ? characters(whole).length + 1 : whole.split(part).length - 1;
}

function affixes(value: Value | undefined): string[] {
  return value instanceof Tuple ? value.items.map((item) => text(item, 'An argument')) : [text(value, 'An argument')];
}

/** A position in characters, of one in JavaScript's units. */
function position(whole: string, index: number): bigint {
  return BigInt(index < 0 ? -1 : characters(whole.slice(0, index)).length);
}

function found(index: bigint): bigint {
  if (index < 0n) throw new TemplateFault('It is not in there');
  return index;
}
