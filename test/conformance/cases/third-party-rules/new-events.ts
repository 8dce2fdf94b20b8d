import type { JsonObject } from '@bouton/sdk';
import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../../conformance-case.ts';
import { argumentsOf, askedFor } from '../../support/calls.ts';
import { thirdPartyRules } from '../../support/modules.ts';
import { outcomeOf } from '../../support/refusal.ts';

const callback = 'third_party_rules.on_new_event';

/** What modules hear of new events. */
export const newEventCases: readonly ConformanceCase[] = [
  {
    callback,
    title: 'is told of every event of a room, in order',
    modules: [thirdPartyRules()],
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const room = await alice.createRoom({ preset: 'public_chat', name: 'Hall' });
      await bob.join(room);
      const message = await bob.say(room, 'Hello');
      await alice.redact(room, message);
      await bob.leave(room);
      expect(await heard(host)).toEqual([
        ['m.room.create', alice.userId],
        ['m.room.member', alice.userId],
        ['m.room.power_levels', alice.userId],
        ['m.room.join_rules', alice.userId],
        ['m.room.history_visibility', alice.userId],
        ['m.room.name', alice.userId],
        ['m.room.member', bob.userId],
        ['m.room.message', bob.userId],
        ['m.room.redaction', alice.userId],
        ['m.room.member', bob.userId],
      ]);
    },
  },
  {
    callback,
    title: 'gets the event, and the state with it',
    modules: [thirdPartyRules()],
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom({ topic: 'First' });
      const sent = await alice.sendState(room, 'm.room.topic', { topic: 'Second' });
      const [event, state] = (await argumentsOf(host, 'on_new_event')).at(-1) as [JsonObject, JsonObject[]];
      expect(event).toMatchObject({
        event_id: sent,
        room_id: room,
        type: 'm.room.topic',
        state_key: '',
        sender: alice.userId,
      });
      expect(state).toContainEqual({ type: 'm.room.topic', state_key: '', content: { topic: 'Second' } });
      expect(state.find(({ type }) => type === 'm.room.create')).toMatchObject({ state_key: '' });
    },
  },
  {
    callback,
    title: 'is not told of an event that is refused',
    modules: [thirdPartyRules({ check_event_allowed: { unwanted: { returns: [false] } } })],
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      expect(await outcomeOf(alice.say(room, 'unwanted'))).toMatchObject({ status: 403 });
      expect((await heard(host)).map(([type]) => type)).not.toContain('m.room.message');
    },
  },
  {
    callback,
    title: 'an exception harms neither the request nor the next module',
    modules: [
      thirdPartyRules({ on_new_event: { failing: { throws: 'It went wrong' } } }, 'first'),
      thirdPartyRules({}, 'second'),
    ],
    run: async (host) => {
      const failing = await host.user('failing');
      const room = await failing.createRoom();
      await host.settled();
      const before = (await askedFor(host, 'on_new_event')).length;
      await failing.say(room, 'Hello');
      expect((await askedFor(host, 'on_new_event')).slice(before)).toEqual(['first', 'second']);
      const [newest] = await failing.messages(room);
      expect(newest).toMatchObject({ content: { body: 'Hello' } });
    },
  },
];

async function heard(host: ConformanceHost): Promise<unknown[][]> {
  const calls = (await argumentsOf(host, 'on_new_event')) as [JsonObject][];
  return calls.map(([{ type, sender }]) => [type, sender]);
}
