import { integer } from '../bind.ts';
import { TemplateFault } from '../fault.ts';
import { parseFloatText, parseInteger, toFixedExact, truncate } from '../numbers.ts';
import { numberOf, truthy } from '../operators.ts';
import { Markup, Undefined, type Value } from '../values.ts';
import { filter, type Filter } from './filter.ts';

/** Filters that make or change a number. */
export const NUMBER_FILTERS: Readonly<Record<string, Filter>> = {
  abs: filter({}, (value) => {
    const number = wanted(value, 'abs');
    return number < 0 ? -number : typeof number === 'number' ? Math.abs(number) : number;
  }),
  filesizeformat: filter({ binary: false }, (value, [binary = null]) =>
    fileSize(toFloat(value) ?? refuse('filesizeformat'), truthy(binary)),
  ),
  float: filter({ default: 0 }, (value, [fallback = null]) => toFloat(value) ?? fallback),
  int: filter(
    { default: 0n, base: 10n },
    (value, [fallback = null, base]) => toInteger(value, integer(base, 'base')) ?? fallback,
  ),
  round: filter({ precision: 0n, method: 'common' }, round),
};

function wanted(value: Value, what: string): bigint | number {
  return numberOf(value) ?? refuse(what);
}

function refuse(what: string): never {
  throw new TemplateFault(`The filter ${what} wants a number`);
}

function toFloat(value: Value): number | undefined {
  if (value instanceof Undefined) throw value.fault();
  if (typeof value === 'string') return parseFloatText(value);
  if (value instanceof Markup) return parseFloatText(value.text);
  const number = numberOf(value);
  return number === undefined ? undefined : Number(number);
}

function toInteger(value: Value, base: number): bigint | undefined {
  if (value instanceof Undefined) throw value.fault();
  const text = value instanceof Markup ? value.text : value;
  const parsed = typeof text === 'string' ? parseInteger(text, base) : undefined;
  if (parsed !== undefined) return parsed;
  const number = typeof value === 'bigint' ? value : toFloat(value);
  if (typeof number !== 'number') return number;
  return Number.isFinite(number) ? truncate(number) : undefined;
}

function round(value: Value, [precision, method = null]: readonly Value[]): Value {
  const number = wanted(value, 'round');
  const digits = integer(precision, 'precision');
  if (method === 'common') {
    if (typeof number === 'number') return Number(toFixedExact(number, digits));
    if (digits >= 0) return number;
    throw new TemplateFault('A whole number rounded to tens is not supported');
  }
  if (method !== 'ceil' && method !== 'floor') throw new TemplateFault('method must be common, ceil or floor');
  const scale = 10 ** digits;
  return Math[method](Number(number) * scale) / scale;
}

function fileSize(bytes: number, binary: boolean): string {
  const base = binary ? 1024 : 1000;
  if (bytes === 1) return '1 Byte';
  if (bytes < base) return `${truncate(bytes)} Bytes`;
  const prefixes = binary
    ? ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB']
    : ['kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];
  const index = prefixes.findIndex((_, at) => bytes < base ** (at + 2));
  const at = index < 0 ? prefixes.length - 1 : index;
  return `${toFixedExact((base * bytes) / base ** (at + 2), 1)} ${prefixes[at]}`;
}
