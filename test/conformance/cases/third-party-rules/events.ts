import type { JsonObject, JsonValue } from '@bouton/sdk';
import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../../conformance-case.ts';
import { argumentsOf } from '../../support/calls.ts';
import { thirdPartyRules } from '../../support/modules.ts';
import { outcomeOf } from '../../support/refusal.ts';

const callback = 'third_party_rules.check_event_allowed';

const DENIED = { status: 403, body: { errcode: 'M_FORBIDDEN', error: 'This event is not allowed in this context' } };
const REPLACES = { edits: { content: { msgtype: 'm.text', body: 'Edited' } } };

const firstRules = thirdPartyRules(
  {
    check_event_allowed: {
      mallory: { returns: [false] },
      edited: REPLACES,
      torn: REPLACES,
      dubbed: { names: ['bob'] },
      marked: { edits: { content: { membership: 'join', mark: 1 } } },
    },
  },
  'first',
);
const secondRules = thirdPartyRules({ check_event_allowed: { torn: { returns: [false] } } }, 'second');
const setup = { callback, modules: [firstRules, secondRules] } as const;

/** Of which events `check_event_allowed` is asked, with which state, and what replacements come to. */
export const eventCases: readonly ConformanceCase[] = [
  {
    ...setup,
    title: 'is asked of all events: messages, state, memberships and redactions',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const room = await alice.createRoom();
      const begin = (await eventsOf(host)).length;
      await alice.invite(room, bob);
      await bob.join(room);
      const message = await bob.say(room, 'Hello');
      await alice.redact(room, message);
      await alice.sendState(room, 'm.room.topic', { topic: 'Talk' });
      await alice.ban(room, bob);
      await alice.unban(room, bob);
      await alice.leave(room);

      const events = (await eventsOf(host)).slice(begin);
      expect(
        events.map(({ type, sender, state_key: key, content }) => [
          type,
          sender,
          key ?? null,
          content['membership'] ?? null,
        ]),
      ).toEqual([
        ['m.room.member', alice.userId, bob.userId, 'invite'],
        ['m.room.member', bob.userId, bob.userId, 'join'],
        ['m.room.message', bob.userId, null, null],
        ['m.room.redaction', alice.userId, null, null],
        ['m.room.topic', alice.userId, '', null],
        ['m.room.member', alice.userId, bob.userId, 'ban'],
        ['m.room.member', alice.userId, bob.userId, 'leave'],
        ['m.room.member', alice.userId, alice.userId, 'leave'],
      ]);
    },
  },
  {
    ...setup,
    title: 'gets the state before the event',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom({ topic: 'First' });
      await alice.sendState(room, 'm.room.topic', { topic: 'Second' });
      const [event, state] = (await argumentsOf(host, 'check_event_allowed', 'first')).at(-1) as [
        JsonObject,
        JsonObject[],
      ];
      expect(event).toMatchObject({ type: 'm.room.topic', room_id: room, content: { topic: 'Second' } });
      expect(state.find(({ type }) => type === 'm.room.topic')).toMatchObject({
        state_key: '',
        content: { topic: 'First' },
      });
      expect(state).toContainEqual({
        type: 'm.room.member',
        state_key: alice.userId,
        content: expect.objectContaining({ membership: 'join' }),
      });
    },
  },
  {
    ...setup,
    title: 'is asked of the first events of a room, which see the first two only',
    run: async (host) => {
      const alice = await host.user('alice');
      await alice.createRoom({ name: 'Hall', preset: 'private_chat' });
      const calls = (await argumentsOf(host, 'check_event_allowed', 'first')) as [JsonObject, JsonObject[]][];
      const first = ['m.room.create', 'm.room.member'];
      expect(calls.map(([event, state]) => [event['type'], state.map(({ type }) => type)])).toEqual([
        ['m.room.create', []],
        ['m.room.member', ['m.room.create']],
        ['m.room.power_levels', first],
        ['m.room.join_rules', first],
        ['m.room.history_visibility', first],
        ['m.room.guest_access', first],
        ['m.room.name', first],
      ]);
    },
  },
  {
    ...setup,
    title: 'refuses a room with its create event',
    run: async (host) => {
      const mallory = await host.user('mallory');
      expect(await outcomeOf(mallory.createRoom())).toEqual(DENIED);
      expect(await mallory.joinedRooms()).toEqual([]);
    },
  },
  {
    ...setup,
    title: 'a replacement takes the place of the event, and is not asked about again',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      const message = await alice.say(room, 'edited');
      expect(await alice.event(room, message)).toMatchObject({
        event_id: message,
        sender: alice.userId,
        content: { msgtype: 'm.text', body: 'Edited' },
      });
      const asked = (await host.trace()).filter(
        ({ args: [event] }) => (event as JsonObject)['type'] === 'm.room.message',
      );
      expect(asked.map(({ module, callback: name }) => `${module} ${name}`)).toEqual([
        'first check_event_allowed',
        'first on_new_event',
        'second on_new_event',
      ]);
    },
  },
  ...(['first', 'second'] as const).map((earlier): ConformanceCase => ({
    callback,
    title: `where one module replaces an event and another refuses it, the earlier is heard: ${earlier}`,
    modules: earlier === 'first' ? [firstRules, secondRules] : [secondRules, firstRules],
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      const outcome = await outcomeOf(alice.say(room, 'torn'));
      expect(outcome).toEqual(earlier === 'first' ? 'allowed' : DENIED);
    },
  })),
  {
    ...setup,
    title: 'a replacement may have another sender of this server, who must be allowed to send it',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const room = await alice.createRoom({ power_level_content_override: { state_default: 0 } });
      const content = { body: host.localpart('dubbed') };
      expect(await outcomeOf(alice.sendState(room, 'org.example.state', content))).toMatchObject({
        status: 403,
        body: { errcode: 'M_FORBIDDEN' },
      });
      await alice.invite(room, bob);
      await bob.join(room);
      const event = await alice.sendState(room, 'org.example.state', content);
      expect(await alice.event(room, event)).toMatchObject({ event_id: event, sender: bob.userId, content });
    },
  },
  {
    ...setup,
    title: 'a replacement of a membership takes its place',
    run: async (host) => {
      const [alice, marked] = [await host.user('alice'), await host.user('marked')];
      const room = await alice.createRoom({ preset: 'public_chat' });
      await marked.join(room);
      expect(await alice.state(room, 'm.room.member', marked.userId)).toEqual({ membership: 'join', mark: 1 });
    },
  },
];

async function eventsOf(host: ConformanceHost): Promise<(JsonObject & { readonly content: JsonObject })[]> {
  const calls = await argumentsOf(host, 'check_event_allowed', 'first');
  return calls.map(([event]: readonly JsonValue[]) => event as JsonObject & { readonly content: JsonObject });
}
