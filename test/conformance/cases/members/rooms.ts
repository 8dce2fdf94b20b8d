import type { RoomId } from '@bouton/sdk';
import { expect, vi } from 'vitest';
import type { ConformanceCase } from '../../conformance-case.ts';
import { API_MODULE, callApi } from '../../support/api.ts';
import { pathOf } from '../../support/client.ts';
import { outcomeOf } from '../../support/refusal.ts';

const setup = { modules: [API_MODULE] } as const;

/** What modules can do with rooms and events. */
export const roomMemberCases: readonly ConformanceCase[] = [
  {
    ...setup,
    callback: 'module_api.get_state_events_in_room',
    title: 'is the selected state of the room',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom({ name: 'Hall', topic: 'Talk' });
      const events = await callApi(host, 'getStateEventsInRoom', room, [
        ['m.room.name', ''],
        ['m.room.member', null],
        ['m.room.absent', null],
      ]);
      expect(events).toHaveLength(2);
      expect(events).toContainEqual(expect.objectContaining({ type: 'm.room.name', content: { name: 'Hall' } }));
      expect(events).toContainEqual(expect.objectContaining({ type: 'm.room.member', state_key: alice.userId }));
    },
  },
  {
    ...setup,
    callback: 'module_api.get_room_state',
    title: 'is everything without a filter, else what it selects',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom({ name: 'Hall' });
      const all = (await callApi(host, 'getRoomState', room)) as [string, string][];
      expect(all.toSorted(([one], [other]) => one.localeCompare(other))).toEqual([
        ['m.room.create', ''],
        ['m.room.guest_access', ''],
        ['m.room.history_visibility', ''],
        ['m.room.join_rules', ''],
        ['m.room.member', alice.userId],
        ['m.room.name', ''],
        ['m.room.power_levels', ''],
      ]);
      expect(await callApi(host, 'getRoomState', room, [['m.room.member', null]])).toEqual([
        ['m.room.member', alice.userId],
      ]);
    },
  },
  {
    ...setup,
    callback: 'module_api.update_room_membership',
    title: 'invites, joins and bans in the name of local users; the profile is filled in',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      await bob.setDisplayname('Bob');
      const room = await alice.createRoom();
      const invite = await callApi(host, 'updateRoomMembership', alice.userId, bob.userId, room, 'invite');
      expect(invite).toMatchObject({
        type: 'm.room.member',
        sender: alice.userId,
        state_key: bob.userId,
        content: { membership: 'invite', displayname: 'Bob' },
      });
      await callApi(host, 'updateRoomMembership', bob.userId, bob.userId, room, 'join');
      expect(await bob.joinedRooms()).toEqual([room]);
      await callApi(host, 'updateRoomMembership', alice.userId, bob.userId, room, 'ban', { reason: 'rude' });
      expect(await bob.joinedRooms()).toEqual([]);
    },
  },
  {
    ...setup,
    callback: 'module_api.update_room_membership',
    title: "refuses what the room's rules refuse, and senders of other homeservers",
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const room = await alice.createRoom();
      expect(await outcomeOf(callApi(host, 'updateRoomMembership', bob.userId, bob.userId, room, 'join'))).toEqual({
        status: 403,
        body: { errcode: 'M_FORBIDDEN', error: 'You are not invited to this room.' },
      });
      await expect(callApi(host, 'updateRoomMembership', '@eve:elsewhere', bob.userId, room, 'invite')).rejects.toThrow(
        "RangeError: Tried to send an event as a user that isn't local to this homeserver",
      );
    },
  },
  {
    ...setup,
    callback: 'module_api.create_and_send_event_into_room',
    title: 'sends events and state; state that is there already is not sent again',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      const event = {
        type: 'm.room.message',
        room_id: room,
        sender: alice.userId,
        content: { body: 'hi', msgtype: 'm.text' },
      };
      const sent = await callApi(host, 'createAndSendEventIntoRoom', event);
      expect(sent).toMatchObject(event);
      const { event_id: id } = sent as { event_id: `$${string}` };
      expect(await alice.event(room, id)).toMatchObject({ content: event.content });
      const state = { ...event, type: 'org.example.state', state_key: '' };
      const first = await callApi(host, 'createAndSendEventIntoRoom', state);
      const again = await callApi(host, 'createAndSendEventIntoRoom', state);
      expect(again).toMatchObject({ event_id: (first as { event_id: string }).event_id });
    },
  },
  {
    ...setup,
    callback: 'module_api.create_and_send_event_into_room',
    title: 'refuses who may not send',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const room = await alice.createRoom();
      const event = { type: 'm.room.message', room_id: room, sender: bob.userId, content: {} };
      expect(await outcomeOf(callApi(host, 'createAndSendEventIntoRoom', event))).toEqual({
        status: 403,
        body: { errcode: 'M_FORBIDDEN', error: `User ${bob.userId} not in room ${room}` },
      });
    },
  },
  {
    ...setup,
    callback: 'module_api.create_and_send_event_into_room',
    title: 'refuses memberships, and senders of other homeservers',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      const event = { room_id: room, sender: alice.userId };
      const membership = { ...event, type: 'm.room.member', state_key: alice.userId, content: { membership: 'leave' } };
      expect(await outcomeOf(callApi(host, 'createAndSendEventIntoRoom', membership))).toEqual({
        status: 500,
        body: { errcode: 'M_UNKNOWN', error: 'Tried to send member event through non-member codepath' },
      });
      const foreign = { ...event, type: 'org.example.note', sender: '@eve:elsewhere', content: {} };
      await expect(callApi(host, 'createAndSendEventIntoRoom', foreign)).rejects.toThrow(/local/);
    },
  },
  {
    ...setup,
    callback: 'module_api.create_room',
    title: 'creates a room in the name of a local user, with an alias',
    run: async (host) => {
      const alice = await host.user('alice');
      const name = host.localpart('hall');
      const [room, alias] = (await callApi(host, 'createRoom', alice.userId, {
        preset: 'public_chat',
        room_alias_name: name,
        name: 'Hall',
      })) as [RoomId, string];
      expect(alias).toBe(`#${name}:${host.serverName}`);
      expect(await alice.state(room, 'm.room.name')).toEqual({ name: 'Hall' });
      expect(await callApi(host, 'createRoom', alice.userId, {})).toEqual([expect.stringMatching(/^!/), null]);
      await expect(callApi(host, 'createRoom', '@eve:elsewhere', {})).rejects.toThrow(
        "RangeError: Tried to create a room as a user that isn't local to this homeserver",
      );
    },
  },
  {
    ...setup,
    callback: 'module_api.delete_room',
    title: 'makes everybody leave, and removes the room',
    run: async (host) => {
      const admin = await host.user('root', { admin: true });
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      expect(await callApi(host, 'deleteRoom', room)).toBe(null);
      const details = `/_synapse/admin/v1/rooms/${encodeURIComponent(room)}`;
      await vi.waitFor(async () => expect((await admin.fetch(details)).status).toBe(404), { timeout: 8000 });
      expect(await alice.joinedRooms()).toEqual([]);
    },
  },
  {
    ...setup,
    callback: 'module_api.lookup_room_alias',
    title: 'is the room and its servers; unknown and malformed aliases are refused',
    run: async (host) => {
      const alice = await host.user('alice');
      const name = host.localpart('hall');
      const room = await alice.createRoom({ room_alias_name: name });
      expect(await callApi(host, 'lookupRoomAlias', `#${name}:${host.serverName}`)).toEqual([room, [host.serverName]]);
      const unknown = callApi(host, 'lookupRoomAlias', `#${host.localpart('no')}:${host.serverName}`);
      expect(await outcomeOf(unknown)).toEqual({
        status: 404,
        body: { errcode: 'M_NOT_FOUND', error: `Room alias #${host.localpart('no')}:${host.serverName} not found` },
      });
      expect(await outcomeOf(callApi(host, 'lookupRoomAlias', 'hall'))).toEqual({
        status: 400,
        body: { errcode: 'M_INVALID_PARAM', error: "Expected RoomAlias string to start with '#'" },
      });
    },
  },
  {
    ...setup,
    callback: 'module_api.get_canonical_room_alias',
    title: 'is null where the room has none',
    run: async (host) => {
      const alice = await host.user('alice');
      const name = host.localpart('hall');
      const [plain, named] = [await alice.createRoom(), await alice.createRoom({ room_alias_name: name })];
      await alice.sendState(named, 'm.room.canonical_alias', { alias: `#${name}:${host.serverName}` });
      expect(await callApi(host, 'getCanonicalRoomAlias', plain)).toBe(null);
      expect(await callApi(host, 'getCanonicalRoomAlias', named)).toBe(`#${name}:${host.serverName}`);
    },
  },
  {
    ...setup,
    callback: 'module_api.public_room_list_manager',
    title: 'shows in the public rooms that clients see',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom({ preset: 'public_chat' });
      await callApi(host, 'publicRoomListManager.addRoomToPublicRoomList', room);
      const { chunk } = await alice.request('GET', pathOf('publicRooms'));
      expect(chunk).toContainEqual(expect.objectContaining({ room_id: room }));
    },
  },
  {
    ...setup,
    callback: 'module_api.public_room_list_manager.room_is_in_public_room_list',
    title: 'is false for unknown rooms',
    run: async (host) => {
      const alice = await host.user('alice');
      const [hidden, shown] = [await alice.createRoom(), await alice.createRoom({ visibility: 'public' })];
      const asked = (room: string) => callApi(host, 'publicRoomListManager.roomIsInPublicRoomList', room);
      expect([await asked(hidden), await asked(shown), await asked('!unknown')]).toEqual([false, true, false]);
    },
  },
  {
    ...setup,
    callback: 'module_api.public_room_list_manager.add_room_to_public_room_list',
    title: 'asks nobody',
    run: async (host) => {
      const room = await (await host.user('alice')).createRoom();
      expect(await callApi(host, 'publicRoomListManager.addRoomToPublicRoomList', room)).toBe(null);
      expect(await callApi(host, 'publicRoomListManager.roomIsInPublicRoomList', room)).toBe(true);
    },
  },
  {
    ...setup,
    callback: 'module_api.public_room_list_manager.remove_room_from_public_room_list',
    title: 'hides the room again',
    run: async (host) => {
      const room = await (await host.user('alice')).createRoom({ visibility: 'public' });
      await callApi(host, 'publicRoomListManager.removeRoomFromPublicRoomList', room);
      expect(await callApi(host, 'publicRoomListManager.roomIsInPublicRoomList', room)).toBe(false);
    },
  },
];
