import type { JsonObject, JsonValue } from '@bouton/sdk';
import { expect } from 'vitest';
import type { ConformanceCase } from '../conformance-case.ts';
import { argumentsOf, askedFor } from '../support/calls.ts';
import { pathOf } from '../support/client.ts';
import { unsignedEventData } from '../support/modules.ts';
import { INTERNAL_ERROR, outcomeOf } from '../support/refusal.ts';

const setup = {
  callback: 'add_extra_fields_to_unsigned_client_event.add_field_to_unsigned_callback',
  modules: [
    unsignedEventData(
      {
        add_field_to_unsigned_callback: {
          marked: { returns: { 'org.example.first': 1, 'org.example.both': 1 } },
          bold: { returns: { age: 'none', membership: 'none', 'org.example.own': true } },
          failing: { throws: 'It went wrong' },
          silent: { returns: null },
          refusing: { refuses: { status: 418, error: 'I am a teapot', errcode: 'M_BAD_STATE' } },
        },
      },
      'first',
    ),
    unsignedEventData(
      { add_field_to_unsigned_callback: { marked: { returns: { 'org.example.second': 2, 'org.example.both': 2 } } } },
      'second',
    ),
  ],
} as const;

const FIELDS = { 'org.example.first': 1, 'org.example.second': 2, 'org.example.both': 2 };

/** What modules add to the unsigned data of events that clients receive. */
export const unsignedEventDataCases: readonly ConformanceCase[] = [
  {
    ...setup,
    title: 'the fields of all modules are in an event, however a client comes by it',
    run: async (host) => {
      const marked = await host.user('marked');
      const room = await marked.createRoom();
      const event = await marked.say(room, 'Hello');
      const inRoom = (...segments: string[]): string => pathOf('rooms', room, ...segments);
      const isWanted = ({ event_id: id, type }: JsonObject): boolean => id === event || type === 'm.room.create';

      const seen: Record<string, JsonValue | undefined> = {
        event: await marked.event(room, event),
        messages: (await marked.messages(room)).find(isWanted),
        context: (await marked.request('GET', inRoom('context', event)))['event'],
        state: ((await marked.request('GET', inRoom('state'))) as unknown as JsonObject[]).find(isWanted),
        sync: timelineOf(await marked.sync(), room).find(isWanted),
        members: ((await marked.request('GET', inRoom('members')))['chunk'] as JsonObject[])[0],
      };
      for (const [where, found] of Object.entries(seen)) {
        expect([where, (found as JsonObject | undefined)?.['unsigned']]).toEqual([
          where,
          expect.objectContaining(FIELDS),
        ]);
      }
    },
  },
  {
    ...setup,
    modules: setup.modules.toReversed(),
    title: 'of two modules with one field, the later one has it',
    run: async (host) => {
      const marked = await host.user('marked');
      const room = await marked.createRoom();
      const { unsigned } = await marked.event(room, await marked.say(room, 'Hello'));
      expect(unsigned).toMatchObject({ ...FIELDS, 'org.example.both': 1 });
    },
  },
  {
    ...setup,
    title: 'gets the event, once for each time that it is received, whoever receives it',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const room = await alice.createRoom({ preset: 'public_chat' });
      await bob.join(room);
      const message = await alice.say(room, 'Hello');
      const begin = (await argumentsOf(host, 'add_field_to_unsigned_callback')).length;
      await alice.event(room, message);
      await bob.event(room, message);
      const calls = (await argumentsOf(host, 'add_field_to_unsigned_callback')).slice(begin);
      expect(calls).toHaveLength(4);
      for (const [event] of calls)
        expect(event).toMatchObject({ event_id: message, room_id: room, sender: alice.userId });
      expect((await askedFor(host, 'add_field_to_unsigned_callback')).slice(begin)).toEqual([
        'first',
        'second',
        'first',
        'second',
      ]);
    },
  },
  {
    ...setup,
    since: '1.152',
    title: "fields of the homeserver's own stay",
    run: async (host) => {
      const bold = await host.user('bold');
      const room = await bold.createRoom();
      const { unsigned } = await bold.event(room, await bold.say(room, 'Hello'));
      expect(unsigned).toMatchObject({ age: expect.any(Number), membership: 'join', 'org.example.own': true });
    },
  },
  {
    ...setup,
    title: 'an exception fails the whole request, and so does null; a SynapseError reaches the client as it is',
    run: async (host) => {
      for (const name of ['failing', 'silent']) {
        const user = await host.user(name);
        const room = await user.createRoom();
        expect(await outcomeOf(user.messages(room))).toEqual(INTERNAL_ERROR);
        expect(await outcomeOf(user.sync())).toEqual(INTERNAL_ERROR);
      }
      const refusing = await host.user('refusing');
      const room = await refusing.createRoom();
      const teapot = { status: 418, body: { errcode: 'M_BAD_STATE', error: 'I am a teapot' } };
      expect(await outcomeOf(refusing.messages(room))).toEqual(teapot);
    },
  },
];

function timelineOf(sync: JsonObject, room: string): JsonObject[] {
  const { join } = sync['rooms'] as { join: Record<string, { timeline: { events: JsonObject[] } }> };
  return join[room]!.timeline.events;
}
