import type { JsonObject } from '@bouton/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiCaller } from './test/api-caller.ts';
import { startApiCaller } from './test/start-api-caller.ts';
import type { SynapseProcess } from './test/start-synapse.ts';
import { roomPath, type SynapseUser } from './test/synapse-user.ts';

let synapse: SynapseProcess;
let api: ApiCaller;
let alice: SynapseUser;
let bob: SynapseUser;

const call = (member: string, ...args: unknown[]): Promise<unknown> => api.call(member, ...args);

beforeAll(async () => {
  ({ synapse, api, alice, bob } = await startApiCaller());
});

afterAll(() => synapse[Symbol.asyncDispose]());

const newRoom = async (body: JsonObject = { preset: 'public_chat' }): Promise<string> =>
  String((await alice.createRoom(body)).body['room_id']);

describe('rooms', () => {
  test('are created, and found by their aliases', async () => {
    const created = await call('createRoom', alice.userId, { name: 'A room', room_alias_name: 'a-room' });
    expect(created).toEqual([expect.stringMatching(/^!/), '#a-room:localhost']);
    const [room] = created as [string];
    expect(await call('lookupRoomAlias', '#a-room:localhost')).toEqual([room, ['localhost']]);
    expect(await call('getCanonicalRoomAlias', room)).toBe('#a-room:localhost');
    expect(await call('getCanonicalRoomAlias', await newRoom())).toBeNull();
    expect(await call('lookupRoomAlias', '#nowhere:localhost')).toBe(
      '404 M_NOT_FOUND: Room alias #nowhere:localhost not found',
    );
    expect(await call('lookupRoomAlias', 'nowhere')).toMatch(/^400 /);
    expect(await call('createRoom', '@a:elsewhere', {})).toBe(
      "RangeError: Tried to create a room as a user that isn't local to this homeserver",
    );
    const named = { creatorJoinProfile: { displayname: 'A' }, ratelimit: false };
    const [second] = (await call('createRoom', alice.userId, {}, named)) as [string];
    const [creator] = (await call('getStateEventsInRoom', second, [['m.room.member', null]])) as JsonObject[];
    expect(creator?.['content']).toEqual({ membership: 'join', displayname: 'A' });
  });

  test('take events and memberships', async () => {
    const room = await newRoom();
    const message = {
      type: 'm.room.message',
      room_id: room,
      sender: alice.userId,
      content: { msgtype: 'm.text', body: 'x' },
    };
    const sent = (await call('createAndSendEventIntoRoom', message)) as JsonObject;
    expect(sent).toMatchObject({ ...message, event_id: expect.any(String) });
    expect(await call('getEvent', sent['event_id'])).toEqual(sent);
    await alice.request('PUT', `${roomPath(room)}/redact/${String(sent['event_id'])}/t`, {});
    expect(await call('getEvent', sent['event_id'])).toEqual({
      ...sent,
      content: {},
      internal_metadata: { ...Object(sent['internal_metadata']), redacted: true },
    });
    expect(await call('getEvent', '$unknown')).toBeNull();
    const state = { type: 'org.example.state', state_key: '', room_id: room, sender: alice.userId, content: {} };
    const first = (await call('createAndSendEventIntoRoom', state)) as JsonObject;
    expect(await call('createAndSendEventIntoRoom', state)).toMatchObject({ event_id: first['event_id'] });
    const member = { ...state, type: 'm.room.member', state_key: alice.userId, content: { membership: 'leave' } };
    expect(await call('createAndSendEventIntoRoom', member)).toBe(
      '500 M_UNKNOWN: Tried to send member event through non-member codepath',
    );
    const update = (...args: unknown[]): Promise<unknown> => call('updateRoomMembership', ...args);
    expect(await update(alice.userId, bob.userId, room, 'invite', { reason: 'x' })).toMatchObject({
      state_key: bob.userId,
      content: { membership: 'invite', reason: 'x', displayname: 'bob' },
    });
    expect(await update(bob.userId, bob.userId, room, 'join')).toMatchObject({ content: { membership: 'join' } });
    expect(await update(bob.userId, '@refused:localhost', room, 'invite')).toBe(
      '403 M_FORBIDDEN: Invites have been disabled on this server',
    );
    expect(await update('@a:elsewhere', bob.userId, room, 'leave')).toBe(
      "RangeError: Tried to send an event as a user that isn't local to this homeserver",
    );
  });

  test('have state, and members', async () => {
    const room = await newRoom({ preset: 'public_chat', name: 'Hall' });
    await bob.join(room);
    const all = (await call('getRoomState', room)) as JsonObject[];
    expect(all.map(({ type }) => type)).toContain('m.room.create');
    const some = [
      ['m.room.name', ''],
      ['m.room.member', null],
    ];
    const keys = [
      ['m.room.member', alice.userId],
      ['m.room.member', bob.userId],
      ['m.room.name', ''],
    ];
    for (const member of ['getRoomState', 'getStateEventsInRoom']) {
      const events = (await call(member, room, some)) as JsonObject[];
      expect(events.map(({ type, state_key: key }) => [type, key])).toEqual(keys);
    }
    expect(await call('getStateEventsInRoom', room, [])).toEqual([]);
    expect(await call('getUsersInRoom', room)).toEqual([alice.userId, bob.userId]);
    expect(await call('getRoomsForUser', bob.userId)).toContain(room);
    expect(await call('isUserInRoom', bob.userId, room)).toBe(true);
    expect(await call('isServerInRoom', 'localhost', room)).toBe(true);
    await bob.request('POST', `${roomPath(room)}/leave`, {});
    expect(await call('getUsersInRoom', room)).toEqual([alice.userId]);
    expect(await call('getRoomsForUser', bob.userId)).not.toContain(room);
    expect(await call('isUserInRoom', bob.userId, room)).toBe(false);
    expect(await call('isUserInRoom', '@a:elsewhere', room)).toBe(false);
    expect(await call('isServerInRoom', 'else_where', room)).toBe(false);
    for (const [member, ...args] of [
      ['getUsersInRoom', '!no:localhost'],
      ['getRoomsForUser', '@no:localhost'],
    ]) {
      expect(await call(String(member), ...args)).toEqual([]);
    }
  });

  test('are in the public list, or not', async () => {
    const room = await newRoom();
    const isListed = (): Promise<unknown> => call('publicRoomListManager.roomIsInPublicRoomList', room);
    expect(await isListed()).toBe(false);
    expect(await call('publicRoomListManager.addRoomToPublicRoomList', room)).toBeUndefined();
    expect(await isListed()).toBe(true);
    expect(await call('publicRoomListManager.removeRoomFromPublicRoomList', room)).toBeUndefined();
    expect(await isListed()).toBe(false);
    expect(await call('publicRoomListManager.roomIsInPublicRoomList', '!no:localhost')).toBe(false);
  });

  test('are blocked', async () => {
    const room = await newRoom();
    expect(await call('isRoomBlocked', room)).toBe(false);
    expect(await call('blockRoom', room, alice.userId)).toBeUndefined();
    expect(await call('isRoomBlocked', room)).toBe(true);
    expect((await bob.join(room)).status).toBe(403);
    expect(await call('unblockRoom', room)).toBeUndefined();
    expect(await call('isRoomBlocked', room)).toBe(false);
    expect((await bob.join(room)).status).toBe(200);
  });

  test('are shut down', async () => {
    const room = await newRoom({ preset: 'public_chat', room_alias_name: 'hall' });
    await bob.join(room);
    await api.heard();
    const refused = { requesterUserId: '@refused:localhost' };
    expect(await call('shutdownRoom', room, refused)).toBe('403 M_FORBIDDEN: Shutdown of this room is forbidden');
    const moved = (await call('shutdownRoom', room, {
      requesterUserId: alice.userId,
      newRoomUserId: alice.userId,
      newRoomName: 'Lobby',
      message: 'Closed',
      block: true,
    })) as JsonObject;
    const newRoomId = String(moved['newRoomId']);
    expect(moved).toEqual({
      kickedUsers: expect.arrayContaining([alice.userId, bob.userId]),
      failedToKickUsers: [],
      localAliases: ['#hall:localhost'],
      newRoomId: expect.stringMatching(/^!/),
    });
    expect(await api.heard()).toEqual([
      ['checkCanShutdownRoom', '@refused:localhost'],
      ['checkCanShutdownRoom', alice.userId],
    ]);
    expect(await call('isRoomBlocked', room)).toBe(true);
    expect(await call('getRoomState', room)).toEqual([]);
    expect(await call('getUsersInRoom', newRoomId)).toEqual([alice.userId, bob.userId]);
    expect(await call('lookupRoomAlias', '#hall:localhost')).toEqual([newRoomId, ['localhost']]);
    expect(await call('shutdownRoom', 'no room')).toMatch(/^400 M_UNKNOWN: no room is not a legal room ID/);
  });

  test('are shut down in the name of the homeserver, and kept, if that is asked', async () => {
    const room = await newRoom();
    const nothing = { failedToKickUsers: [], localAliases: [], newRoomId: null };
    const kept = await call('shutdownRoom', room, { purge: false, block: true });
    expect(kept).toEqual({ ...nothing, kickedUsers: [alice.userId] });
    expect(await call('isRoomBlocked', room)).toBe(true);
    const { body } = await alice.request('GET', `/_synapse/admin/v1/rooms/${encodeURIComponent(room)}`);
    expect(body).toMatchObject({ room_id: room, joined_members: 0 });
    expect(await call('shutdownRoom', '!no:localhost')).toEqual({ ...nothing, kickedUsers: [] });
  });

  test('are purged and deleted', async () => {
    const [first, second] = [await newRoom(), await newRoom()];
    expect(await call('purgeRoom', first)).toBe('400 M_UNKNOWN: Users are still joined to this room');
    expect(await call('purgeRoom', first, { force: true })).toBeUndefined();
    expect(await call('getRoomState', first)).toEqual([]);
    expect(await call('deleteRoom', second)).toBeUndefined();
    await expect.poll(() => call('getRoomState', second)).toEqual([]);
  });
});
