import { integer, REQUIRED, text } from '../bind.ts';
import { TemplateFault } from '../fault.ts';
import { formatPercent } from '../format-percent.ts';
import { arithmetic, describe, iterate, truthy } from '../operators.ts';
import { characters, escape, escapeText, softStr, str } from '../python-text.ts';
import * as texts from '../texts.ts';
import { Dict, Markup, Tuple, Undefined, type Value } from '../values.ts';
import { filter, type Filter } from './filter.ts';

/** Changes a text; markup stays markup. */
function onText(change: (text: string) => string): Filter {
  return filter({}, (value) => map(softStr(value), change));
}

function map(value: string | Markup, change: (text: string) => string): string | Markup {
  return value instanceof Markup ? new Markup(change(value.text)) : change(value);
}

const escaping: Filter = filter({}, (value) => escape(value));

/** Filters that make or change a text. */
export const TEXT_FILTERS: Readonly<Record<string, Filter>> = {
  capitalize: onText(texts.capitalize),
  center: filter({ width: 80n }, (value, [width]) =>
    map(softStr(value), (one) => texts.center(one, integer(width, 'width'))),
  ),
  e: escaping,
  escape: escaping,
  forceescape: filter({}, (value) => new Markup(escapeText(str(value)))),
  format: (value, args, keywords) => {
    if (args.length > 0 && keywords.size > 0)
      throw new TemplateFault('format wants arguments with or without names, not both');
    return formatPercent(softStr(value), keywords.size > 0 ? new Dict(keywords) : new Tuple(args));
  },
  indent: filter({ width: 4n, first: false, blank: false }, indent),
  lower: onText((one) => one.toLowerCase()),
  replace: filter({ old: REQUIRED, new: REQUIRED, count: null }, replace),
  safe: filter({}, (value) => new Markup(str(value))),
  string: filter({}, (value) => softStr(value)),
  striptags: filter({}, (value) => unescape(stripTags(str(value)))),
  title: filter({}, (value) =>
    str(value)
      .split(/([-\s({[<]+)/)
      .map(texts.capitalize)
      .join(''),
  ),
  trim: filter({ chars: null }, (value, [chars = null]) =>
    map(softStr(value), (one) => texts.strip(one, chars === null ? null : text(chars, 'chars'))),
  ),
  truncate: filter({ length: 255n, killwords: false, end: '...', leeway: 5n }, truncate),
  upper: onText((one) => one.toUpperCase()),
  urlencode: filter({}, urlencode),
  wordcount: filter({}, (value) => BigInt(str(value).match(/[\p{L}\p{N}_\p{M}]+/gu)?.length ?? 0)),
  xmlattr: filter({ autospace: true }, xmlAttributes),
};

function indent(value: Value, [width = null, first = null, blank = null]: readonly Value[]): Value {
  if (typeof value !== 'string' && !(value instanceof Markup))
    throw new TemplateFault(`${describe(value)} cannot be indented`);
  const plain = typeof width === 'string' || width instanceof Markup ? str(width) : ' '.repeat(integer(width, 'width'));
  return map(value, (whole) => {
    const lines = texts.splitLines(`${whole}\n`);
    const indented = lines
      .map((line, index) => (index === 0 || (line === '' && !truthy(blank)) ? line : plain + line))
      .join('\n');
    return truthy(first) ? plain + indented : indented;
  });
}

function replace(
  value: Value,
  [old = null, by = null, count = null]: readonly Value[],
  { autoescape }: { readonly autoescape: boolean },
): Value {
  const most = count === null ? -1 : integer(count, 'count');
  if (!autoescape) return texts.replace(str(value), str(old), str(by), most);
  const whole =
    old instanceof Markup || (by instanceof Markup && !(value instanceof Markup)) ? escape(value) : softStr(value);
  if (!(whole instanceof Markup)) return texts.replace(whole, str(old), str(by), most);
  return new Markup(texts.replace(whole.text, str(old), escape(softStr(by)).text, most));
}

function truncate(value: Value, [size, killwords = null, end = null, leeway]: readonly Value[]): Value {
  if (typeof value !== 'string' && !(value instanceof Markup))
    throw new TemplateFault(`${describe(value)} cannot be truncated`);
  const [length, ending] = [integer(size, 'length'), str(end)];
  const room = length - characters(ending).length;
  if (room < 0) throw new TemplateFault(`expected length >= ${characters(ending).length}, got ${length}`);
  const list = characters(str(value));
  if (list.length <= length + integer(leeway, 'leeway')) return value;
  const cut = list.slice(0, room).join('');
  const kept = truthy(killwords) ? cut : (texts.splitRight(cut, ' ', 1)[0] ?? '');
  return arithmetic('+', value instanceof Markup ? new Markup(kept) : kept, end);
}

function urlencode(value: Value): Value {
  if (typeof value === 'string' || value instanceof Markup) return quote(str(value), '/');
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint' || typeof value === 'number')
    return quote(str(value), '/');
  const pairs =
    value instanceof Dict ? value.entries() : Array.from(iterate(value), (pair): Value[] => [...iterate(pair)]);
  const part = (one: Value | undefined): string => quote(str(one ?? null), '').replaceAll('%20', '+');
  return pairs
    .map((pair) => {
      if (pair.length !== 2) throw new TemplateFault('urlencode wants pairs');
      return `${part(pair[0])}=${part(pair[1])}`;
    })
    .join('&');
}

function quote(whole: string, safe: string): string {
  const escaped = encodeURIComponent(whole.toWellFormed()).replaceAll(
    /[!'()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return safe === '/' ? escaped.replaceAll('%2F', '/') : escaped;
}

function xmlAttributes(
  value: Value,
  [autospace = null]: readonly Value[],
  { autoescape }: { readonly autoescape: boolean },
): Value {
  if (!(value instanceof Dict)) throw new TemplateFault('xmlattr wants a dictionary');
  const attributes = value.entries().flatMap(([key, item]) => {
    if (item === null || item instanceof Undefined) return [];
    if (/[\s/>=]/.test(text(key, 'An attribute')))
      throw new TemplateFault(`Invalid character in attribute name: ${str(key)}`);
    return [`${escape(key).text}="${escape(item).text}"`];
  });
  const whole = (truthy(autospace) && attributes.length > 0 ? ' ' : '') + attributes.join(' ');
  return autoescape ? new Markup(whole) : whole;
}

function stripTags(whole: string): string {
  let [result, at] = ['', 0];
  for (;;) {
    const start = whole.indexOf('<', at);
    const isComment = whole.startsWith('<!--', start);
    const end = start < 0 ? -1 : isComment ? whole.indexOf('-->', start + 4) : whole.indexOf('>', start);
    if (start < 0 || end < 0) return texts.split(result + whole.slice(at), null, -1).join(' ');
    result += whole.slice(at, start);
    at = end + (isComment ? 3 : 1);
  }
}

function unescape(whole: string): string {
  const known: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\xA0' };
  return whole.replaceAll(
    /&(?:#(\d+)|#x([\da-f]+)|(\w+));?/gi,
    (all, decimal?: string, hex?: string, name?: string) => {
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      if (name === undefined && code >= 0xa0 && code < 0x11_0000) return String.fromCodePoint(code);
      if (name === undefined && code >= 0x20 && code < 0x7f) return String.fromCodePoint(code);
      const character = name === undefined || !all.endsWith(';') ? undefined : known[name];
      if (character === undefined) throw new TemplateFault(`striptags does not know ${all} here`);
      return character;
    },
  );
}
