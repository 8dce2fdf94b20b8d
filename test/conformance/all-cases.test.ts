import { expect, test } from 'vitest';
import { CASES } from './all-cases.ts';

test('every conformance case has a name of its own', () => {
  const names = CASES.map(({ callback, title }) => `${callback}: ${title}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
