import type { EventFilter } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { compileEventFilter } from './event-filter.ts';
import { messageEvent } from './test/message-event.ts';

const message = messageEvent();
const remote = messageEvent({ sender: '@bob:there' });
const topic = messageEvent({ type: 'm.room.topic', state_key: '', content: { topic: 'x' } });
const invite = messageEvent({ type: 'm.room.member', state_key: '@bob:there', content: { membership: 'invite' } });
const decoy = messageEvent({ content: { membership: 'invite' } });
const events = { message, remote, topic, invite, decoy };

test.each<[filter: EventFilter, matching: (keyof typeof events)[]]>([
  [{}, ['message', 'remote', 'topic', 'invite', 'decoy']],
  [{ type: ['m.room.topic', 'm.room.member'] }, ['topic', 'invite']],
  [{ type: [] }, []],
  [{ sender: 'local' }, ['message', 'topic', 'invite', 'decoy']],
  [{ sender: 'remote' }, ['remote']],
  [{ state: true }, ['topic', 'invite']],
  [{ state: false }, ['message', 'remote', 'decoy']],
  [{ membership: ['join', 'invite'] }, ['invite']],
  [{ membership: ['leave'] }, []],
  [{ type: ['m.room.message'], sender: 'local', state: false }, ['message', 'decoy']],
  [{ type: ['m.room.message'], sender: 'local', state: true }, []],
])('`compileEventFilter()` with %o', (filter, matching) => {
  const matches = compileEventFilter(filter, 'here');
  expect(Object.entries(events).flatMap(([name, event]) => (matches(event) ? [name] : []))).toEqual(matching);
});
