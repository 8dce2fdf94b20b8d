import type { RoomId } from '@bouton/sdk';
import { expect, vi } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../../conformance-case.ts';
import { API_MODULE, callApi } from '../../support/api.ts';
import { thirdPartyRules } from '../../support/modules.ts';
import { outcomeOf } from '../../support/refusal.ts';

const setup = { modules: [API_MODULE, thirdPartyRules()] } as const;

/** Resolves when the room is no longer there. */
async function untilGone(host: ConformanceHost, room: RoomId): Promise<void> {
  const admin = await host.user('root', { admin: true });
  const details = `/_synapse/admin/v1/rooms/${encodeURIComponent(room)}`;
  await vi.waitFor(async () => expect((await admin.fetch(details)).status).toBe(404), { timeout: 8000 });
}

/** What modules can do with rooms and events beyond Synapse's own ModuleApi. */
export const roomOperationCases: readonly ConformanceCase[] = [
  {
    ...setup,
    callback: 'bouton.getUsersInRoom',
    title: 'is who has joined',
    run: async (host) => {
      const [alice, bob, carol] = [await host.user('alice'), await host.user('bob'), await host.user('carol')];
      const room = await alice.createRoom({ preset: 'public_chat', invite: [carol.userId] });
      await bob.join(room);
      expect(await callApi(host, 'getUsersInRoom', room)).toEqual([alice.userId, bob.userId]);
      expect(await callApi(host, 'getUsersInRoom', '!unknown')).toEqual([]);
    },
  },
  {
    ...setup,
    callback: 'bouton.isUserInRoom',
    title: 'is true for who has joined',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const room = await alice.createRoom({ invite: [bob.userId] });
      expect(await callApi(host, 'isUserInRoom', alice.userId, room)).toBe(true);
      expect(await callApi(host, 'isUserInRoom', bob.userId, room)).toBe(false);
    },
  },
  {
    ...setup,
    callback: 'bouton.isServerInRoom',
    title: 'is true where one of its users has joined',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      expect(await callApi(host, 'isServerInRoom', host.serverName, room)).toBe(true);
      expect(await callApi(host, 'isServerInRoom', 'elsewhere', room)).toBe(false);
      await alice.leave(room);
      expect(await callApi(host, 'isServerInRoom', host.serverName, room)).toBe(false);
    },
  },
  {
    ...setup,
    callback: 'bouton.getEvent',
    title: 'is the event, whoever may see it; null for unknown ones',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      const event = await alice.say(room, 'Hello');
      expect(await callApi(host, 'getEvent', event)).toMatchObject({
        event_id: event,
        room_id: room,
        sender: alice.userId,
        type: 'm.room.message',
        content: { body: 'Hello' },
      });
      expect(await callApi(host, 'getEvent', '$unknown')).toBe(null);
    },
  },
  {
    ...setup,
    callback: 'bouton.blockRoom',
    title: 'keeps local users from joining',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const room = await alice.createRoom({ preset: 'public_chat' });
      expect(await callApi(host, 'blockRoom', room, alice.userId)).toBe(null);
      expect(await outcomeOf(bob.join(room))).toEqual({
        status: 403,
        body: { errcode: 'M_UNKNOWN', error: 'This room has been blocked on this server' },
      });
    },
  },
  {
    ...setup,
    callback: 'bouton.isRoomBlocked',
    title: 'is false for rooms that nobody blocked, and for unknown ones',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      expect(await callApi(host, 'isRoomBlocked', room)).toBe(false);
      await callApi(host, 'blockRoom', room, alice.userId);
      expect(await callApi(host, 'isRoomBlocked', room)).toBe(true);
      expect(await callApi(host, 'isRoomBlocked', '!unknown')).toBe(false);
    },
  },
  {
    ...setup,
    callback: 'bouton.unblockRoom',
    title: 'lets local users join again',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const room = await alice.createRoom({ preset: 'public_chat' });
      await callApi(host, 'blockRoom', room, alice.userId);
      expect(await callApi(host, 'unblockRoom', room)).toBe(null);
      expect(await bob.join(room)).toBe(room);
    },
  },
  {
    ...setup,
    callback: 'bouton.shutdownRoom',
    title: 'makes everybody leave, invites them to another room, and removes the room',
    run: async (host) => {
      const admin = await host.user('root', { admin: true });
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      const result = await callApi(host, 'shutdownRoom', room, {
        requesterUserId: admin.userId,
        newRoomUserId: admin.userId,
        newRoomName: 'Moved',
        message: 'We have moved',
        block: true,
      });
      expect(result).toEqual({
        kickedUsers: [alice.userId],
        failedToKickUsers: [],
        localAliases: [],
        newRoomId: expect.stringMatching(/^!/),
      });
      const { newRoomId } = result as { newRoomId: RoomId };
      expect(await alice.joinedRooms()).toEqual([newRoomId]);
      expect(await callApi(host, 'isRoomBlocked', room)).toBe(true);
      await untilGone(host, room);
    },
  },
  {
    ...setup,
    callback: 'bouton.purgeRoom',
    title: 'removes a room that nobody is in; forced, also others',
    run: async (host) => {
      const alice = await host.user('alice');
      const [left, used] = [await alice.createRoom(), await alice.createRoom()];
      await alice.leave(left);
      expect(await outcomeOf(callApi(host, 'purgeRoom', used))).toEqual({
        status: 400,
        body: { errcode: 'M_UNKNOWN', error: 'Users are still joined to this room' },
      });
      expect(await callApi(host, 'purgeRoom', left)).toBe(null);
      expect(await callApi(host, 'purgeRoom', used, { force: true })).toBe(null);
      await untilGone(host, left);
      await untilGone(host, used);
    },
  },
];
