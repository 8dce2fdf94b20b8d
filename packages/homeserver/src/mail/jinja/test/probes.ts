import type { Probe } from './probe.ts';
import { FILTERS, METHODS, TESTS, VALUES } from './probes-expressions.ts';
import { FILES, LOOPS, STATEMENTS } from './probes-statements.ts';

/** The names under which each probe is rendered: values are escaped in the first, and not in the second. */
export const PAGES = ['page.html', 'page.txt'] as const;

/** The files of a probe by name. */
export function filesOf(probe: Probe, page: string): Readonly<Record<string, string>> {
  if (typeof probe === 'string') return { [page]: probe };
  const { 'page.html': template = '', ...files } = probe;
  return { ...files, [page]: template };
}

/** What the probes' templates know. */
export const VARIABLES: Readonly<Record<string, unknown>> = {
  value: `<b> & "it's"`,
  name: 'ünïcode 😀 text',
  text: 'The quick brown fox jumps over the lazy dog',
  lines: 'one\ntwo\r\n\n  three\n',
  link: 'https://example.com/?a=1&b=<c>',
  list: [3, 1, 2, 1],
  words: ['b', 'A', 'c', 'a'],
  mixed: [1, 'two', null, true, 2.5, [1, [2]], { k: 'v' }],
  map: { b: 2, a: 1, C: 3, items: 'own', none: null },
  people: [
    { name: 'Bob', age: 30, tags: ['x', 'y'] },
    { name: 'alice', age: 25, tags: [] },
    { name: 'Carol', age: 30, tags: ['z'] },
  ],
  zero: 0,
  one: 1,
  big: 123456789012345,
  float: 2.5,
  small: 0.000012345,
  yes: true,
  no: false,
  nothing: null,
  empty: '',
  none_list: [],
  none_map: {},
  at: 1_700_000_000_000,
};

/** Templates that must be rendered as Jinja renders them. */
export const PROBES: readonly Probe[] = [
  ...LOOPS,
  ...VALUES,
  ...METHODS,
  ...FILTERS,
  ...TESTS,
  ...STATEMENTS,
  ...FILES,
];
