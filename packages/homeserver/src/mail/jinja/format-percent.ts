import { TemplateFault } from './fault.ts';
import { toFixedExact, truncate } from './numbers.ts';
import { characters, escapeText, repr, str } from './python-text.ts';
import { Dict, Markup, Tuple, type Value } from './values.ts';

const DIRECTIVE = /%(?:\(([^)]*)\))?([#0\- +]*)(\*|\d*)(?:\.(\d*))?([hlL]?)(.)/gs;

/** Python's `format % values`. Of markup the values are escaped. @throws {TemplateFault} If they do not fit each other. */
export function formatPercent(format: string | Markup, values: Value): string | Markup {
  const isMarkup = format instanceof Markup;
  const queue = values instanceof Tuple ? [...values.items] : [values];
  const given = queue.length;
  let isNamed = false;
  let used = 0;
  const text = str(format).replaceAll(
    DIRECTIVE,
    (
      _all,
      name: string | undefined,
      flags: string,
      width: string,
      precision: string | undefined,
      _size: string,
      kind: string,
    ) => {
      if (kind === '%') return '%';
      if (width === '*' || flags.includes('#')) throw new TemplateFault(`The format ${_all} is not supported`);
      let value: Value | undefined;
      if (name === undefined) {
        value = queue[used++];
      } else {
        isNamed = true;
        value = values instanceof Dict ? values.get(name) : undefined;
      }
      if (value === undefined) throw new TemplateFault(`There is no value for ${_all}`);
      return pad(convert(kind, value, { flags, precision, isMarkup }), flags, Number(width), kind);
    },
  );
  if (!isNamed && used < given && !(values instanceof Dict) && !(given === 1 && Array.isArray(values))) {
    throw new TemplateFault('not all arguments converted during string formatting');
  }
  if (/%(?![\s\S])/.test(str(format).replaceAll('%%', ''))) throw new TemplateFault('incomplete format');
  return isMarkup ? new Markup(text) : text;
}

interface Options {
  readonly flags: string;
  readonly precision: string | undefined;
  readonly isMarkup: boolean;
}

function convert(kind: string, value: Value, { flags, precision, isMarkup }: Options): string {
  if (kind === 's' || kind === 'r') {
    const whole = kind === 's' ? str(value) : repr(value);
    const text = isMarkup && !(kind === 's' && value instanceof Markup) ? escapeText(whole) : whole;
    return precision === undefined ? text : characters(text).slice(0, Number(precision)).join('');
  }
  const number = typeof value === 'boolean' ? (value ? 1n : 0n) : value;
  if (typeof number !== 'bigint' && typeof number !== 'number') throw new TemplateFault(`%${kind} wants a number`);
  const sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const signed = (text: string): string => (text.startsWith('-') ? text : sign + text);
  if (kind === 'f' || kind === 'F') return signed(toFixedExact(Number(number), Number(precision ?? 6)));
  const base = { d: 10, i: 10, u: 10, x: 16, o: 8, X: 16 }[kind];
  if (base === undefined || precision !== undefined) throw new TemplateFault(`The format %${kind} is not supported`);
  if (base !== 10 && typeof number === 'number') throw new TemplateFault(`%${kind} wants an integer`);
  const digits = (typeof number === 'number' ? truncate(number) : number).toString(base);
  return signed(kind === 'X' ? digits.toUpperCase() : digits);
}

function pad(text: string, flags: string, width: number, kind: string): string {
  const missing = width - characters(text).length;
  if (missing <= 0) return text;
  if (flags.includes('-')) return text + ' '.repeat(missing);
  if (!flags.includes('0') || kind === 's' || kind === 'r') return ' '.repeat(missing) + text;
  const [, sign = '', digits = ''] = /^([+\- ]?)(.*)$/s.exec(text) ?? [];
  return sign + '0'.repeat(missing) + digits;
}
