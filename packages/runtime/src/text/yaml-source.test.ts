import { expect, test } from 'vitest';
import { YamlSource } from './yaml-source.ts';

function read(text: string): unknown {
  const source = new YamlSource('bouton.yaml', text, { repeatedKeys: true });
  expect(source.faults).toEqual([]);
  return source.read();
}

test('YamlSource reads scalars as PyYAML does, and gives JSON', () => {
  expect(
    read('[no, Off, y, tRue, ~, 0755, 0o17, 22:30, -1:30, 1_000, 1e3, 1.5e+3, .5, 0x1F, 0b101, 1:30.5, 08, 00]'),
  ).toEqual({
    value: [false, false, 'y', 'tRue', null, 493, '0o17', 1350, -90, 1000, '1e3', 1500, 0.5, 31, 5, 90.5, '08', 0],
    faults: [],
  });
  expect(read('{ a: !!str no, b: !!float 1, c: !!int "0x1F", d: "no" }')).toEqual({
    value: { a: 'no', b: 1, c: 31, d: 'no' },
    faults: [],
  });
});

test('YamlSource gives days and times as texts in ISO 8601; without a zone they are UTC', () => {
  expect(
    read('[2024-05-01, 2024-5-1 1:02:03, 2001-12-14t21:59:43.10-05:00, 2001-12-14 21:59:43 -5, 2001-12-15T02:59:43Z]'),
  ).toEqual({
    value: [
      '2024-05-01',
      '2024-05-01T01:02:03Z',
      '2001-12-14T21:59:43.100000-05:00',
      '2001-12-14T21:59:43-05:00',
      '2001-12-15T02:59:43Z',
    ],
    faults: [],
  });
});

test("YamlSource gives keys as Python's JSON has them", () => {
  expect(read('on: 1\n0755: 2\n~: 3\n1.0: 4\n2024-05-01: 5\n__proto__: 6\n? &k a\n: *k\n')).toEqual({
    value: { true: 1, 493: 2, null: 3, '1.0': 4, '2024-05-01': 5, ['__proto__']: 6, a: 'a' },
    faults: [],
  });
});

test('YamlSource finds values that JSON has not, and reads on', () => {
  expect(read('a: [.nan, -.inf, 918756876419824312, 9007199254740991, 2024-02-30]\nb: 1\n')).toEqual({
    value: { a: [null, null, null, 9007199254740991, null], b: 1 },
    faults: [
      { path: ['a', 0], at: 'value', message: 'must be a finite number' },
      { path: ['a', 1], at: 'value', message: 'must be a finite number' },
      {
        path: ['a', 2],
        at: 'value',
        message: 'is an integer beyond 2^53, which would be rounded; write it in quotes, as a text',
      },
      { path: ['a', 4], at: 'value', message: 'is not a day or time that there is' },
    ],
  });
});

test('YamlSource stops aliases that would expand beyond a bound', () => {
  const lists = Array.from({ length: 9 }, (_, index) => {
    const items = index === 0 ? Array(9).fill('x') : Array(9).fill(`*a${index - 1}`);
    return `a${index}: &a${index} [${items.join(', ')}]`;
  });
  expect(read(lists.join('\n'))).toMatchObject({
    faults: [{ path: ['a5', 0], at: 'value', message: 'makes aliases stand for more than 100,000 values' }],
  });
});

test('YamlSource has no value if the file holds nothing', () => {
  expect(read('# nothing yet\n')).toEqual({ value: null, faults: [] });
});

test('YamlSource.advice() says what YAML 1.2 reads otherwise, unless it is not shown', () => {
  const source = new YamlSource(
    'bouton.yaml',
    'from: 22:30\nname: no\nlimit: 1e3\ntoken: 0755\nage: 12\nquoted: "no"\n',
  );
  expect(['from', 'name', 'limit', 'token', 'age', 'quoted', 'missing'].map((key) => source.advice([key]))).toEqual([
    'YAML 1.1, which Synapse reads, takes 22:30 for 1350; in quotes it is a text',
    'YAML 1.1, which Synapse reads, takes no for false; in quotes it is a text',
    'YAML 1.1, which Synapse reads, takes 1e3 for a text',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('YamlSource.position() counts lines and columns from 1', () => {
  const source = new YamlSource('bouton.yaml', 'a: 1\r\nbc: 2\r\n');
  expect(source.position(0)).toEqual({ line: 1, column: 1 });
  expect(source.position(10)).toEqual({ line: 2, column: 5 });
});

test('YamlSource.position() places what is after the end behind the last character', () => {
  expect(new YamlSource('bouton.yaml', 'a: [\n\n\n').position(7)).toEqual({ line: 1, column: 5 });
});

test('YamlSource.hide() masks a value in the shown text, if there is one', () => {
  const source = new YamlSource('bouton.yaml', 'pins: &pins [12, 34]\nothers: *pins\nempty:\n');
  source.hide(['pins', 1]);
  expect(source.shownText).toBe('pins: &pins [12, **]\nothers: *pins\nempty:\n');
  source.hide(['others']);
  for (const path of [['empty'], ['missing'], ['pins', 2], ['empty', 'below']]) source.hide(path);
  expect(source.shownText).toBe('pins: &pins **** ***\nothers: *pins\nempty:\n');
  source.hide(['pins']);
  expect(source.shownText).toBe('pins: ***** **** ***\nothers: *pins\nempty:\n');
});

test('YamlSource takes the last of a repeated key if told so, and refuses it else', () => {
  const text = 'a: yes\nb: 1\na: no\n';
  const source = new YamlSource('homeserver.yaml', text, { repeatedKeys: true });
  expect(source.faults).toEqual([]);
  expect(source.read().value).toEqual({ a: false, b: 1 });
  expect(source.range(['a'], 'value')).toEqual({ start: 15, end: 17 });
  expect(new YamlSource('bouton.yaml', text).faults).toEqual([
    { range: { start: 12, end: 13 }, message: 'This key stands twice in one mapping' },
  ]);
});

test('YamlSource reads whatever is written out, however much it is', () => {
  const names = Array.from({ length: 120_000 }, (_, index) => `user${index}`);
  const source = new YamlSource('bouton.yaml', `base: &base [a]\nnames: [${names.join(', ')}]\nown: *base\n`);
  expect(source.read()).toEqual({ value: { base: ['a'], names, own: ['a'] }, faults: [] });
});
