import { integer } from '../bind.ts';
import { TemplateFault } from '../fault.ts';
import { compare, describe } from '../operators.ts';
import { repr, str } from '../python-text.ts';
import { Dict, Markup, Tuple, type Value } from '../values.ts';
import { filter, type Filter } from './filter.ts';

/** The filter `tojson`: JSON as Python writes it, keys sorted, nothing in it with a meaning in HTML. */
export const toJson: Filter = filter({ indent: null }, (value, [indent = null]) => {
  const json = write(value, indent === null ? undefined : ' '.repeat(integer(indent, 'indent')), '\n');
  const codes: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', "'": '\\u0027' };
  return new Markup(json.replaceAll(/[<>&']/g, (one) => codes[one] ?? one));
});

function write(value: Value, indent: string | undefined, line: string): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return writeFloat(value);
  if (typeof value === 'string' || value instanceof Markup) return writeText(str(value));
  const inner = indent === undefined ? line : line + indent;
  const between = (parts: readonly string[], open: string, close: string): string => {
    if (parts.length === 0) return open + close;
    return indent === undefined
      ? `${open}${parts.join(', ')}${close}`
      : `${open}${inner}${parts.join(`,${inner}`)}${line}${close}`;
  };
  if (Array.isArray(value) || value instanceof Tuple) {
    const items = Array.isArray(value) ? value : value.items;
    return between(
      items.map((item) => write(item, indent, inner)),
      '[',
      ']',
    );
  }
  if (value instanceof Dict) {
    const entries = value.entries().toSorted(([one], [other]) => compare(one, other));
    return between(
      entries.map(([key, item]) => `${writeKey(key)}: ${write(item, indent, inner)}`),
      '{',
      '}',
    );
  }
  throw new TemplateFault(`tojson cannot write ${describe(value)}`);
}

function writeFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return repr(value);
}

function writeKey(key: Value): string {
  return typeof key === 'string' || key instanceof Markup ? writeText(str(key)) : `"${write(key, undefined, '')}"`;
}

function writeText(text: string): string {
  // Python escapes DEL not, and everything beyond ASCII.
  return JSON.stringify(text).replaceAll(
    /[\u0080-\uFFFF]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
