import { Codes, SynapseError } from '@bouton/sdk';

/** As deep as Synapse reads an event: the event's own object counts as the first level. */
const MAX_NESTING = 127;
/** UTF-16 order and code point order differ only if these occur. */
const NOT_ORDERED_BY_UTF16 = /[\ud800-\uffff]/;

/**
 * Encodes a value as Matrix's canonical JSON: the shortest form, with keys in the order of their code points. A key whose
 * value is `undefined` counts as absent.
 * https://spec.matrix.org/v1.16/appendices/#canonical-json
 *
 * @throws SynapseError 400 `M_BAD_JSON` for what canonical JSON cannot express: fractions, integers beyond ±(2^53 - 1), lone
 * surrogates, values that are not JSON; and for values nested more than 127 levels deep.
 */
export function canonicalJson(value: unknown): string {
  return encode(value, 0);
}

function encode(value: unknown, nesting: number): string {
  switch (typeof value) {
    case 'string':
      return encodeString(value);
    case 'number':
      if (Number.isSafeInteger(value)) return String(value);
      throw badJson(Number.isInteger(value) ? 'JSON integer out of range' : 'Bad JSON value: float');
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (nesting === MAX_NESTING) throw badJson(`JSON nested more than ${MAX_NESTING} levels deep`);
      return Array.isArray(value) ? encodeArray(value, nesting + 1) : encodeObject(value, nesting + 1);
    default:
      throw badJson('Unknown JSON value');
  }
}

function encodeString(value: string): string {
  if (!value.isWellFormed()) throw badJson('JSON string with a lone surrogate');
  return JSON.stringify(value);
}

function encodeArray(values: readonly unknown[], nesting: number): string {
  let json = '[';
  for (let index = 0; index < values.length; index++) {
    if (index > 0) json += ',';
    json += encode(values[index], nesting);
  }
  return `${json}]`;
}

function encodeObject(object: object, nesting: number): string {
  // Dates, maps and the like would pass for empty objects.
  if (Object.prototype.toString.call(object) !== '[object Object]') throw badJson('Unknown JSON value');
  const members = object as Readonly<Record<string, unknown>>;
  let json = '{';
  for (const key of sortedKeys(members)) {
    const value = members[key];
    if (value === undefined) continue;
    if (json.length > 1) json += ',';
    json += `${encodeString(key)}:${encode(value, nesting)}`;
  }
  return `${json}}`;
}

function sortedKeys(object: object): string[] {
  const keys = Object.keys(object);
  if (keys.length < 2) return keys;
  return keys.some((key) => NOT_ORDERED_BY_UTF16.test(key)) ? keys.toSorted(byCodePoints) : keys.toSorted();
}

function byCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    if (left.charCodeAt(index) === right.charCodeAt(index)) continue;
    // If the first difference lies within a pair, the pairs share their first half, so that the second halves decide.
    return rank(left.charCodeAt(index)) - rank(right.charCodeAt(index));
  }
  return left.length - right.length;
}

/** Puts surrogates, which stand for the code points from U+10000 on, behind all other code units. */
function rank(codeUnit: number): number {
  return codeUnit >= 0xd800 && codeUnit <= 0xdfff ? codeUnit + 0x10000 : codeUnit;
}

function badJson(message: string): SynapseError {
  return new SynapseError(400, message, Codes.BAD_JSON);
}
