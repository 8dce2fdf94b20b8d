import { expect, test } from 'vitest';
import type { EventFilter } from '../types/event-filter.ts';
import { copyEventFilter } from './copy-event-filter.ts';

const decorator = '@ThirdPartyRules("on_new_event")';

test('copyEventFilter() keeps every condition', () => {
  const filter: EventFilter = { type: ['m.room.member'], sender: 'remote', state: true, membership: ['join', 'ban'] };

  expect(copyEventFilter(decorator, filter)).toEqual(filter);
});

test.each([
  [{ types: ['m.room.member'] }, 'has no condition "types"; there are type, sender, state, membership'],
  [{ type: 'm.room.member' }, 'wants a list of event types as type, and has "m.room.member"'],
  [{ sender: 'everybody' }, 'wants "local" or "remote" as sender, and has "everybody"'],
  [{ state: 'yes' }, 'wants true or false as state, and has "yes"'],
  [{ membership: [1] }, 'wants a list of memberships as membership, and has [1]'],
])('copyEventFilter() refuses %j', (filter, fault) => {
  expect(() => copyEventFilter(decorator, filter as EventFilter)).toThrow(`${decorator}: the filter ${fault}`);
});
