import type { SqlParameter, SqlRow, SqlValue } from '@bouton/sdk';

/** A value of SQL as it stands on the wire: what JSON has no exact word for is an object. */
export type WireSqlValue =
  | string
  | number
  | boolean
  | null
  | { readonly integer: string }
  | { readonly number: string }
  | { readonly bytes: string };

/** Puts the parameters of a statement on the wire. @throws {TypeError} If one is something else. */
export function encodeParameters(parameters: readonly SqlParameter[]): readonly WireSqlValue[] {
  return parameters.map(encodeParameter);
}

/** The row that stands on the wire. */
export function decodeRow(row: readonly WireSqlValue[]): SqlRow {
  return row.map(decodeValue);
}

function encodeParameter(value: SqlParameter): WireSqlValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return { integer: String(value) };
  if (typeof value === 'number') return encodeNumber(value);
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') };
  throw new TypeError(
    `A parameter of a statement is of type ${typeof value}; a string, number, bigint, boolean, Uint8Array or null is wanted`,
  );
}

function encodeNumber(value: number): WireSqlValue {
  if (Object.is(value, -0)) return { number: '-0' };
  // An integer that is not exact is not an integer to a database.
  const isPlain = Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value));
  return isPlain ? value : { number: String(value) };
}

function decodeValue(value: WireSqlValue): SqlValue {
  if (typeof value !== 'object' || value === null) return value;
  if ('integer' in value) return BigInt(value.integer);
  if ('number' in value) return Number(value.number);
  return new Uint8Array(Buffer.from(value.bytes, 'base64'));
}
