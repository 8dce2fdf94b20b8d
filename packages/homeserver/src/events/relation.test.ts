import { expect, test } from 'vitest';
import { relationOf } from './relation.ts';

test('relationOf() reads a relation', () => {
  expect(relationOf({ 'm.relates_to': { rel_type: 'm.thread', event_id: '$x', key: 'k' } })).toEqual({
    relType: 'm.thread',
    parentId: '$x',
  });
  expect(relationOf({ 'm.relates_to': { rel_type: 'm.annotation', event_id: '$x', key: '👍' } })).toEqual({
    relType: 'm.annotation',
    parentId: '$x',
    key: '👍',
  });
});

test.each([
  ['no relation', {}],
  ['a relation that is not an object', { 'm.relates_to': '$x' }],
  ['no type', { 'm.relates_to': { event_id: '$x' } }],
  ['no event', { 'm.relates_to': { rel_type: 'm.thread' } }],
  ['a reply', { 'm.relates_to': { 'm.in_reply_to': { event_id: '$x' } } }],
])('relationOf() finds none in content with %s', (_name, content) => {
  expect(relationOf(content)).toBeUndefined();
});
