import type { JsonObject } from '@bouton/sdk';
import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../../conformance-case.ts';
import { argumentsOf, callsDuring } from '../../support/calls.ts';
import { thirdPartyRules } from '../../support/modules.ts';
import { outcomeOf } from '../../support/refusal.ts';

const setup = {
  callback: 'third_party_rules.on_new_event',
  modules: [
    thirdPartyRules(
      {
        check_event_allowed: { unwanted: { returns: [false] } },
        on_new_event: { failing: { throws: 'It went wrong' } },
      },
      'first',
    ),
    thirdPartyRules({}, 'second'),
  ],
} as const;

/** What modules hear of new events. */
export const newEventCases: readonly ConformanceCase[] = [
  {
    ...setup,
    title: 'is told of every event of a room, in order',
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
    ...setup,
    title: 'gets the event, and the state with it',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom({ topic: 'First' });
      const sent = await alice.sendState(room, 'm.room.topic', { topic: 'Second' });
      const [event, state] = (await argumentsOf(host, 'on_new_event', 'first')).at(-1) as [JsonObject, JsonObject[]];
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
    ...setup,
    title: 'is not told of an event that is refused',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      expect(await outcomeOf(alice.say(room, 'unwanted'))).toMatchObject({ status: 403 });
      expect((await heard(host)).map(([type]) => type)).not.toContain('m.room.message');
    },
  },
  {
    ...setup,
    title: 'an exception harms neither the request nor the next module',
    run: async (host) => {
      const failing = await host.user('failing');
      const room = await failing.createRoom();
      const calls = await callsDuring(host, () => failing.say(room, 'Hello'));
      const told = calls.filter(({ callback }) => callback === 'on_new_event');
      expect(told.map(({ module }) => module)).toEqual(['first', 'second']);
      const [newest] = await failing.messages(room);
      expect(newest).toMatchObject({ content: { body: 'Hello' } });
    },
  },
];

async function heard(host: ConformanceHost): Promise<unknown[][]> {
  const calls = (await argumentsOf(host, 'on_new_event', 'first')) as [JsonObject][];
  return calls.map(([{ type, sender }]) => [type, sender]);
}
