import { expect } from 'vitest';
import type { ConformanceCase } from '../../conformance-case.ts';
import { argumentsOf } from '../../support/calls.ts';
import { spamChecker } from '../../support/modules.ts';
import { outcomeOf } from '../../support/refusal.ts';
import { denied } from './verdicts.ts';

const callback = 'spam_checker.check_event_for_spam';
const recording = { modules: [spamChecker({ check_event_for_spam: { spammer: { returns: 'M_FORBIDDEN' } } })] };

/** Of which events `check_event_for_spam` is asked. */
export const eventCases: readonly ConformanceCase[] = [
  {
    callback,
    title: 'is asked of messages, state and redactions, and of neither memberships nor the first events of a room',
    ...recording,
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const room = await alice.createRoom({ name: 'Hall', preset: 'public_chat', invite: [bob.userId] });
      await bob.join(room);
      const message = await alice.say(room, 'Hello');
      await alice.sendState(room, 'm.room.topic', { topic: 'Talk' });
      await alice.redact(room, message);
      await alice.kick(room, bob);
      await alice.setDisplayname('Alice');

      const events = (await argumentsOf(host, 'check_event_for_spam')).flat();
      expect(events).toMatchObject([
        { type: 'm.room.message', content: { msgtype: 'm.text', body: 'Hello' } },
        { type: 'm.room.topic', state_key: '', content: { topic: 'Talk' } },
        { type: 'm.room.redaction', content: { redacts: message } },
      ]);
      for (const event of events) expect(event).toMatchObject({ room_id: room, sender: alice.userId });
    },
  },
  {
    callback,
    title: 'gets the event with its ID, and no state key if it is not state',
    ...recording,
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      const message = await alice.say(room, 'Hello');

      const [[event]] = (await argumentsOf(host, 'check_event_for_spam')) as [[object]];
      expect(event).toMatchObject({
        event_id: message,
        depth: expect.any(Number),
        origin_server_ts: expect.any(Number),
      });
      expect(event).not.toHaveProperty('state_key');
    },
  },
  {
    callback,
    title: 'is asked once of a transaction that is repeated',
    ...recording,
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      const path = `/_matrix/client/v3/rooms/${encodeURIComponent(room)}/send/m.room.message/again`;
      const first = await alice.request('PUT', path, { msgtype: 'm.text', body: 'Hello' });
      expect(await alice.request('PUT', path, { msgtype: 'm.text', body: 'Hello' })).toEqual(first);
      expect(await argumentsOf(host, 'check_event_for_spam')).toHaveLength(1);
    },
  },
  {
    callback,
    title: 'an event that is refused does not come into the room',
    ...recording,
    run: async (host) => {
      const spammer = await host.user('spammer');
      const room = await spammer.createRoom();
      const refused = denied('This message has been rejected as probable spam');
      expect(await outcomeOf(spammer.say(room, 'Buy!'))).toEqual(refused);
      expect(await outcomeOf(spammer.sendState(room, 'm.room.topic', { topic: 'Buy!' }))).toEqual(refused);
      const types = (await spammer.messages(room)).map(({ type }) => type);
      expect(types).not.toContain('m.room.message');
      expect(types).not.toContain('m.room.topic');
    },
  },
];
