import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

// https://spec.matrix.org/v1.16/appendices/#examples
test.each([
  ['{}', '{}'],
  ['{ "one": 1, "two": "Two" }', '{"one":1,"two":"Two"}'],
  ['{ "b": "2", "a": "1" }', '{"a":"1","b":"2"}'],
  ['{"b":"2","a":"1"}', '{"a":"1","b":"2"}'],
  [
    `{"auth": {"success": true, "mxid": "@john.doe:example.com", "profile": {"display_name": "John Doe", "three_pids": [
      {"medium": "email", "address": "john.doe@example.org"}, {"medium": "msisdn", "address": "123456789"}]}}}`,
    '{"auth":{"mxid":"@john.doe:example.com","profile":{"display_name":"John Doe","three_pids":[{"address":"john.doe@example.org","medium":"email"},{"address":"123456789","medium":"msisdn"}]},"success":true}}',
  ],
  ['{"a": "日本語"}', '{"a":"日本語"}'],
  ['{"本": 2, "日": 1}', '{"日":1,"本":2}'],
  [String.raw`{"a": "\u65E5"}`, '{"a":"日"}'],
  ['{"a": null}', '{"a":null}'],
  ['{"a": -0, "b": 1e10}', '{"a":0,"b":10000000000}'],
])('canonicalJson() encodes %s as the spec does', (json, canonical) => {
  expect(canonicalJson(JSON.parse(json))).toBe(canonical);
});

const fixture = readFileSync(new URL('fixtures/canonical-json.json', import.meta.url), 'utf8');

test.each(JSON.parse(fixture) as { value: unknown; json: string }[])(
  'canonicalJson() gives $json, as Synapse does',
  ({ value, json }) => {
    expect(canonicalJson(value)).toBe(json);
  },
);

test('canonicalJson() takes a key whose value is undefined for absent', () => {
  expect(canonicalJson({ a: undefined, b: 1, c: undefined })).toBe('{"b":1}');
});

describe('canonicalJson() refuses', () => {
  const circular: Record<string, unknown> = {};
  circular['itself'] = circular;

  test.each([
    ['a fraction', 0.5, 'Bad JSON value: float'],
    ['NaN', NaN, 'Bad JSON value: float'],
    ['infinity', Infinity, 'Bad JSON value: float'],
    ['an integer above 2^53 - 1', 2 ** 53, 'JSON integer out of range'],
    ['an integer below 1 - 2^53', -(2 ** 53), 'JSON integer out of range'],
    ['a lone surrogate', '\ud800', 'JSON string with a lone surrogate'],
    ['a key with a lone surrogate', { '\udc00': 1 }, 'JSON string with a lone surrogate'],
    ['undefined in a list', [undefined], 'Unknown JSON value'],
    ['a function', { f: () => 1 }, 'Unknown JSON value'],
    ['a bigint', 1n, 'Unknown JSON value'],
    ['a date', new Date(0), 'Unknown JSON value'],
    ['a map', new Map(), 'Unknown JSON value'],
    ['an object that holds itself', circular, 'JSON nested more than 127 levels deep'],
  ])('%s', (_name, value, message) => {
    expect(() => canonicalJson(value)).toThrow(
      expect.objectContaining({ status: 400, errcode: 'M_BAD_JSON', message }),
    );
  });

  test('lists nested 128 levels deep, but not 127', () => {
    const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
    expect(canonicalJson(nested(127))).toHaveLength(254);
    expect(() => canonicalJson(nested(128))).toThrow('JSON nested more than 127 levels deep');
  });
});
