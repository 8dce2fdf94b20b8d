import type { JsonObject, JsonValue } from '@bouton/sdk';
import { expect } from 'vitest';
import type { ConformanceCase } from '../../conformance-case.ts';
import { argumentsOf, askedFor } from '../../support/calls.ts';
import { pathOf } from '../../support/client.ts';
import { spamChecker, thirdPartyRules } from '../../support/modules.ts';
import { outcomeOf } from '../../support/refusal.ts';

const TEAPOT = { status: 418, error: 'I am a teapot', errcode: 'M_BAD_STATE', fields: { lid: 'open' } } as const;

const creating = {
  callback: 'third_party_rules.on_create_room',
  modules: [
    thirdPartyRules(
      {
        on_create_room: {
          failing: { throws: 'It went wrong' },
          refusing: { refuses: TEAPOT },
          edited: { edits: { name: 'Edited', initial_state: [{ type: 'org.example.state', content: { mark: 1 } }] } },
          mended: { edits: { room_version: '11' } },
          torn: { edits: { name: 'First' } },
        },
      },
      'first',
    ),
    thirdPartyRules(
      { on_create_room: { edited: { edits: { topic: 'Edited too' } }, torn: { edits: { name: 'Second' } } } },
      'second',
    ),
    spamChecker(),
  ],
} as const;

/** New public rooms are refused; at private ones, the module fails. */
const judging = {
  modules: [
    thirdPartyRules({
      check_visibility_can_be_modified: { public: { returns: false }, private: { throws: 'It went wrong' } },
    }),
  ],
} as const;

const visibility = 'third_party_rules.check_visibility_can_be_modified';

/** The creation of rooms, and their place in the public room list. */
export const roomCases: readonly ConformanceCase[] = [
  {
    ...creating,
    title: 'gets who makes the request, its body, and whether that is an administrator; every module is asked',
    run: async (host) => {
      const [alice, admin] = [await host.user('alice'), await host.user('admin', { admin: true })];
      await alice.createRoom({ name: 'Hall' });
      await admin.createRoom({ name: 'Attic' });
      const requester = { isGuest: false, shadowBanned: false, appServiceId: null };
      const ofAlice = { ...requester, user: alice.userId, deviceId: alice.deviceId, authenticatedEntity: alice.userId };
      const ofAdmin = { ...requester, user: admin.userId, deviceId: admin.deviceId, authenticatedEntity: admin.userId };
      expect(await argumentsOf(host, 'on_create_room')).toMatchObject([
        [ofAlice, { name: 'Hall' }, false],
        [ofAlice, { name: 'Hall' }, false],
        [ofAdmin, { name: 'Attic' }, true],
        [ofAdmin, { name: 'Attic' }, true],
      ]);
      expect(await askedFor(host, 'on_create_room')).toEqual(['first', 'second', 'first', 'second']);
    },
  },
  {
    ...creating,
    title: 'an exception refuses the room, and nobody else is asked',
    run: async (host) => {
      const failing = await host.user('failing', { admin: true });
      expect(await outcomeOf(failing.createRoom())).toEqual({
        status: 403,
        body: { errcode: 'M_UNKNOWN', error: 'Room creation forbidden with these parameters' },
      });
      expect(await askedFor(host, 'on_create_room')).toEqual(['first']);
      expect(await failing.joinedRooms()).toEqual([]);
    },
  },
  {
    ...creating,
    title: 'a SynapseError reaches the client as it is',
    run: async (host) => {
      const refusing = await host.user('refusing');
      expect(await outcomeOf(refusing.createRoom())).toEqual({
        status: 418,
        body: { errcode: 'M_BAD_STATE', error: 'I am a teapot', lid: 'open' },
      });
    },
  },
  {
    ...creating,
    title: 'edits of the body are seen by the next modules, and take effect',
    run: async (host) => {
      const edited = await host.user('edited');
      const room = await edited.createRoom({ name: 'Hall' });
      const once = { name: 'Edited', initial_state: [{ type: 'org.example.state', content: { mark: 1 } }] };
      const twice = { ...once, topic: 'Edited too' };
      expect((await argumentsOf(host, 'on_create_room')).map(([, seen]) => seen)).toEqual([{ name: 'Hall' }, once]);
      expect(await argumentsOf(host, 'user_may_create_room')).toEqual([[edited.userId, twice]]);
      expect(await edited.state(room, 'm.room.name')).toEqual({ name: 'Edited' });
      expect(await edited.state(room, 'org.example.state')).toEqual({ mark: 1 });
    },
  },
  ...(['first', 'second'] as const).map((last): ConformanceCase => ({
    ...creating,
    modules: last === 'second' ? creating.modules : creating.modules.toReversed(),
    title: `of two edits, that of the last module counts: ${last}`,
    run: async (host) => {
      const torn = await host.user('torn');
      const room = await torn.createRoom({ name: 'Hall' });
      expect(await torn.state(room, 'm.room.name')).toEqual({ name: last === 'first' ? 'First' : 'Second' });
    },
  })),
  {
    ...creating,
    title: 'comes before the body is checked: edits can mend it',
    run: async (host) => {
      const [alice, mended] = [await host.user('alice'), await host.user('mended')];
      expect(await outcomeOf(alice.createRoom({ room_version: 'none' }))).toMatchObject({ status: 400 });
      const room = await mended.createRoom({ room_version: 'none' });
      expect(await mended.state(room, 'm.room.create')).toMatchObject({ room_version: '11' });
    },
  },
  {
    ...creating,
    title: 'is not told of upgrades',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom({ room_version: '10' });
      await alice.request('POST', pathOf('rooms', room, 'upgrade'), { new_version: '11' });
      expect(await argumentsOf(host, 'on_create_room')).toHaveLength(2);
    },
  },
  {
    callback: visibility,
    title: 'is asked of every new room, without state, with the visibility that it shall have',
    modules: [thirdPartyRules()],
    run: async (host) => {
      const alice = await host.user('alice');
      const [first, second] = [await alice.createRoom(), await alice.createRoom({ visibility: 'public' })];
      expect(await argumentsOf(host, 'check_visibility_can_be_modified')).toEqual([
        [first, [], 'private'],
        [second, [], 'public'],
      ]);
    },
  },
  {
    callback: visibility,
    title: 'false refuses a new room',
    ...judging,
    run: async (host) => {
      const alice = await host.user('alice');
      await alice.createRoom();
      expect(await outcomeOf(alice.createRoom({ visibility: 'public' }))).toEqual({
        status: 403,
        body: { errcode: 'M_UNKNOWN', error: 'Room visibility value not allowed.' },
      });
      expect(await alice.joinedRooms()).toHaveLength(1);
    },
  },
  {
    callback: visibility,
    title: 'an exception allows a new room',
    ...judging,
    run: async (host) => {
      const alice = await host.user('alice');
      expect(await outcomeOf(alice.createRoom())).toBe('allowed');
    },
  },
  {
    callback: visibility,
    title: 'gets the state of a room that is published, and is not asked when it is taken out',
    modules: [thirdPartyRules()],
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom({ name: 'Hall' });
      const path = pathOf('directory', 'list', 'room', room);
      await alice.request('PUT', path, { visibility: 'public' });
      await alice.request('PUT', path, { visibility: 'private' });
      const [, [id, state, wanted], ...others] = (await argumentsOf(host, 'check_visibility_can_be_modified')) as [
        JsonValue[],
        [string, JsonObject[], string],
      ];
      expect([id, wanted, others]).toEqual([room, 'public', []]);
      expect(state).toContainEqual({ type: 'm.room.name', state_key: '', content: { name: 'Hall' } });
    },
  },
];
