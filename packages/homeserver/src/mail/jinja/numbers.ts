import { TemplateFault } from './fault.ts';

/** A float rounded to so many digits behind the point, half to even, of its exact binary value: its digits as a text. */
export function toFixedExact(value: number, digits: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  const { numerator, denominator } = fractionOf(Math.abs(value));
  const scale = 10n ** BigInt(Math.abs(digits));
  const [above, below] = digits >= 0 ? [numerator * scale, denominator] : [numerator, denominator * scale];
  let quotient = above / below;
  const twice = (above % below) * 2n;
  if (twice > below || (twice === below && quotient % 2n === 1n)) quotient += 1n;
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (digits <= 0) return `${sign}${quotient * (digits < 0 ? scale : 1n)}`;
  const text = String(quotient).padStart(digits + 1, '0');
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function fractionOf(value: number): { readonly numerator: bigint; readonly denominator: bigint } {
  let numerator = value;
  let denominator = 1n;
  while (!Number.isInteger(numerator)) {
    numerator *= 2;
    denominator *= 2n;
  }
  return { numerator: BigInt(numerator), denominator };
}

/** Python's `int()` of a text; undefined if it is none. */
export function parseInteger(text: string, base = 10): bigint | undefined {
  const [, sign = '', digits = ''] = /^\s*([+-]?)(\w+)\s*$/.exec(text) ?? [];
  const plain = digits.replace(base === 16 ? /^0x/i : base === 8 ? /^0o/i : base === 2 ? /^0b/i : /^(?!)/, '');
  if (!/^[0-9a-z]+(?:_[0-9a-z]+)*$/i.test(plain)) return undefined;
  let result = 0n;
  for (const digit of plain.replaceAll('_', '')) {
    const number = Number.parseInt(digit, 36);
    if (number >= base) return undefined;
    result = result * BigInt(base) + BigInt(number);
  }
  return sign === '-' ? -result : result;
}

/** Python's `float()` of a text; undefined if it is none. */
export function parseFloatText(text: string): number | undefined {
  const trimmed = text.trim().replaceAll(/(?<=\d)_(?=\d)/g, '');
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(trimmed)) return Number(trimmed);
  const [, sign, word] = /^([+-]?)(inf|infinity|nan)$/i.exec(trimmed) ?? [];
  if (word === undefined) return undefined;
  if (word.toLowerCase() === 'nan') return Number.NaN;
  return sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** Python's `int()` of a float. */
export function truncate(value: number): bigint {
  if (!Number.isFinite(value)) throw new TemplateFault('cannot convert float infinity or NaN to integer');
  return BigInt(Math.trunc(value));
}
