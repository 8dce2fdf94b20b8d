import { expect, test } from 'vitest';
import { passesFilter, passesRoom, type RoomEventFilter } from './event-filter.ts';

const event = {
  type: 'm.room.message',
  sender: '@alice:localhost',
  room_id: '!room:localhost',
  content: { url: 'mxc://localhost/file' },
};

test.each<[description: string, filter: RoomEventFilter | undefined, passes: boolean]>([
  ['no filter', undefined, true],
  ['an empty filter', {}, true],
  ['the type', { types: ['m.room.message'] }, true],
  ['another type', { types: ['m.room.name'] }, false],
  ['no types at all', { types: [] }, false],
  ['a pattern of types', { types: ['m.room.*'] }, true],
  ['a pattern of types where the dot is a dot', { types: ['mXroom.*'] }, false],
  ['a pattern of types with a star in the middle', { types: ['m.*.message'] }, true],
  ['a pattern of types with several stars', { types: ['*room*age'] }, true],
  ['a pattern of types whose parts come in another order', { types: ['*mess*room*'] }, false],
  ['a pattern of types whose end overlaps its beginning', { types: ['m.room.mess*message'] }, false],
  ['a type that is wanted and unwanted', { types: ['*'], not_types: ['m.room.message'] }, false],
  ['the sender', { senders: ['@alice:localhost'] }, true],
  ['another sender', { senders: ['@bob:localhost'] }, false],
  ['an unwanted sender', { not_senders: ['@alice:localhost'] }, false],
  ['another room', { rooms: ['!other:localhost'] }, false],
  ['an unwanted room', { not_rooms: ['!room:localhost'] }, false],
  ['events with a URL', { contains_url: true }, true],
  ['events without a URL', { contains_url: false }, false],
])('passesFilter() with %s', (_, filter, passes) => {
  expect(passesFilter(filter, event)).toBe(passes);
});

test('passesRoom() looks at rooms alone', () => {
  expect(passesRoom({ rooms: ['!room:localhost'] }, '!room:localhost')).toBe(true);
  expect(passesRoom({ not_rooms: ['!room:localhost'] }, '!room:localhost')).toBe(false);
  expect(passesRoom(undefined, '!room:localhost')).toBe(true);
});

test('a pattern of types with many stars is soon compared', () => {
  const begun = performance.now();
  expect(passesFilter({ types: [`${'*a'.repeat(500)}*b`] }, { ...event, type: 'a'.repeat(20_000) })).toBe(false);
  expect(performance.now() - begun).toBeLessThan(1000);
});
