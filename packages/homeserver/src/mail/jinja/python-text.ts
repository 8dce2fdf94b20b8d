import { TemplateFault } from './fault.ts';
import { Dict, DictView, Markup, Range, Tuple, Undefined, type Value } from './values.ts';

/** Python's `str()`. @throws {TemplateFault} If the value is written with its address in memory, as functions are. */
export function str(value: Value): string {
  if (typeof value === 'string') return value;
  if (value instanceof Markup) return value.text;
  if (value instanceof Undefined) return '';
  return repr(value);
}

/** Python's `repr()`. @throws {TemplateFault} See {@linkcode str}. */
export function repr(value: Value): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return reprFloat(value);
  if (typeof value === 'string') return reprText(value);
  if (value instanceof Markup) return `Markup(${reprText(value.text)})`;
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  if (value instanceof Tuple) {
    const [first] = value.items;
    return value.items.length === 1 && first !== undefined
      ? `(${repr(first)},)`
      : `(${value.items.map(repr).join(', ')})`;
  }
  if (value instanceof Dict)
    return `{${value
      .entries()
      .map(([key, item]) => `${repr(key)}: ${repr(item)}`)
      .join(', ')}}`;
  if (value instanceof DictView) return `dict_${value.kind}(${repr(value.items())})`;
  if (value instanceof Range) {
    const step = value.step === 1n ? '' : `, ${value.step}`;
    return `range(${value.start}, ${value.stop}${step})`;
  }
  if (value instanceof Undefined) return 'Undefined';
  throw new TemplateFault(
    'A function, generator or object of Jinja cannot be written; is it meant to be called, or made a list?',
  );
}

function reprFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const [mantissa = '', power = ''] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  const text = exponent < 0 ? smallFloat(mantissa, exponent) : String(value);
  return text.includes('.') ? text : `${text}.0`;
}

/** JavaScript writes what is less than 1e-6 with an exponent, Python what is less than 1e-4. */
function smallFloat(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  return `${sign}0.${'0'.repeat(-exponent - 1)}${mantissa.replaceAll(/[-.]/g, '')}`;
}

function reprText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll(/[\\'"]|\p{C}|\p{Z}/gu, (character) => {
    if (character === ' ') return ' ';
    if (character === '\\' || character === quote) return `\\${character}`;
    if (character === "'" || character === '"') return character;
    const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
    if (short !== undefined) return short;
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
    return code < 0x1_0000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
  });
  return `${quote}${escaped}${quote}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&#39;',
  '"': '&#34;',
};

/** A text in which no character has a meaning in HTML. */
export function escapeText(text: string): string {
  return text.replaceAll(/[&<>'"]/g, (character) => ESCAPES[character] ?? character);
}

/** What MarkupSafe's `escape()` makes of a value: markup stays as it is. */
export function escape(value: Value): Markup {
  return value instanceof Markup ? value : new Markup(escapeText(str(value)));
}

/** A text or markup as it is, anything else as `str()` has it. */
export function softStr(value: Value): string | Markup {
  return value instanceof Markup ? value : str(value);
}

/** The characters of a text, as Python counts them. */
export function characters(text: string): string[] {
  return Array.from(text);
}
