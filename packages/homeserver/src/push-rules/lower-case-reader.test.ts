import { expect, test } from 'vitest';
import { flattenEvent } from './flatten-event.ts';
import { lowerCaseReader } from './lower-case-reader.ts';

test('`lowerCaseReader()` reads texts in lower case, and nothing else', () => {
  const read = lowerCaseReader(flattenEvent({ content: { body: 'Hi ÉLA', n: 1, empty: '', list: ['A'] } }));
  const paths = ['content.body', 'content.body', 'content.n', 'content.empty', 'content.list', 'content.none'];
  expect(paths.map(read)).toEqual(['hi éla', 'hi éla', undefined, '', undefined, undefined]);
});
