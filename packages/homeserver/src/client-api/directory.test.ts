import { describe, expect, test } from 'vitest';
import { roomServer } from '../test/room-server.ts';
import { client } from '../test/test-server.ts';

const ALIAS = client('/directory/room/%23hall%3Atest');

describe('createRoomRoutes() and directoryRoutes()', () => {
  test('a room is created, published, found, and upgraded', async () => {
    await using started = await roomServer();
    const { server, ask, alice, bob } = started;
    const config = { preset: 'public_chat', name: 'Hall', room_alias_name: 'hall' };
    const created = await ask(alice, 'POST', client('/createRoom'), config);
    const roomId = String(created.body['room_id']);
    expect(created).toEqual({ status: 200, body: { room_id: roomId } });
    expect((await server.call('GET', ALIAS)).body).toEqual({ room_id: roomId, servers: ['test'] });

    const listed = client(`/directory/list/room/${encodeURIComponent(roomId)}`);
    expect((await server.call('GET', listed)).body).toEqual({ visibility: 'private' });
    expect(await ask(alice, 'PUT', listed, { visibility: 'public' })).toEqual({ status: 200, body: {} });
    expect((await server.call('GET', listed)).body).toEqual({ visibility: 'public' });
    const found = await ask(bob, 'POST', client('/publicRooms'), { filter: { generic_search_term: 'hall' } });
    expect(found.body['chunk']).toMatchObject([{ room_id: roomId, name: 'Hall', canonical_alias: '#hall:test' }]);
    expect((await ask(bob, 'GET', client('/publicRooms?limit=0'))).body['total_room_count_estimate']).toBe(1);

    const room = client(`/rooms/${encodeURIComponent(roomId)}`);
    expect((await ask(alice, 'GET', `${room}/aliases`)).body).toEqual({ aliases: ['#hall:test'] });
    const upgraded = await ask(alice, 'POST', `${room}/upgrade`, { new_version: '11' });
    expect((await server.call('GET', ALIAS)).body['room_id']).toBe(upgraded.body['replacement_room']);
    expect((await ask(alice, 'DELETE', ALIAS)).status).toBe(200);
    expect((await server.call('GET', ALIAS)).status).toBe(404);
  });

  test.each([
    [
      'POST',
      '/createRoom',
      { room_version: '99' },
      'M_UNSUPPORTED_ROOM_VERSION',
      'Your homeserver does not support this room version',
    ],
    [
      'POST',
      '/rooms/!x:test/upgrade',
      { new_version: '99' },
      'M_UNSUPPORTED_ROOM_VERSION',
      'Your homeserver does not support this room version',
    ],
    ['POST', '/rooms/!x:test/upgrade', {}, 'M_MISSING_PARAM', "Missing params: ['new_version']"],
    [
      'POST',
      '/rooms/!x:test/upgrade',
      { new_version: '12', additional_creators: ['x'] },
      'M_FORBIDDEN',
      'entry in additional_creators is not a valid user ID',
    ],
    ['GET', '/directory/room/nope', undefined, 'M_INVALID_PARAM', 'Room alias invalid'],
    ['PUT', '/directory/room/%23a%3Atest', { room_id: '!x:test' }, 'M_UNKNOWN', 'Room does not exist'],
    ['PUT', '/directory/room/%23a%3Atest', {}, 'M_MISSING_PARAM', "Missing params: ['room_id']"],
    [
      'PUT',
      '/directory/list/room/!x:test',
      { visibility: 'x' },
      'M_BAD_JSON',
      `'visibility' must be one of "public", "private"`,
    ],
    ['GET', '/publicRooms?since=zzz', undefined, 'M_INVALID_PARAM', "'since' is not a valid token"],
  ] as const)('%s %s with %j answers 400', async (method, path, body, errcode, error) => {
    await using started = await roomServer();
    const { ask, alice } = started;
    expect(await ask(alice, method, client(path), body)).toEqual({ status: 400, body: { errcode, error } });
  });

  test('unknown rooms and other servers are not found', async () => {
    await using started = await roomServer();
    const { ask, alice } = started;
    expect(await ask(alice, 'GET', client('/directory/list/room/!x:test'))).toEqual({
      status: 404,
      body: { errcode: 'M_NOT_FOUND', error: 'Unknown room' },
    });
    expect(await ask(alice, 'GET', client('/publicRooms?server=elsewhere'))).toEqual({
      status: 502,
      body: { errcode: 'M_UNKNOWN', error: 'Failed to fetch room list' },
    });
  });
});
