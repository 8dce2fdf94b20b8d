import type { JsonObject } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { roomServer } from '../test/room-server.ts';
import { client, type LoggedIn } from '../test/test-server.ts';

const OK = { status: 200, body: {} };

describe('membershipRoutes()', () => {
  test('users come and go', async () => {
    await using started = await roomServer();
    const { ask, alice, bob, roomId, room } = started;
    const post = (who: LoggedIn, action: string, body: JsonObject = {}) => ask(who, 'POST', room(`/${action}`), body);
    const target = { user_id: '@bob:test' };
    await ask(alice, 'PUT', client('/directory/room/%23hall%3Atest'), { room_id: roomId });
    const joined = { status: 200, body: { room_id: roomId } };
    expect(await ask(bob, 'POST', client('/join/%23hall%3Atest'), { reason: 'x' })).toEqual(joined);
    expect((await ask(bob, 'GET', client('/joined_rooms'))).body).toEqual({ joined_rooms: [roomId] });
    expect([
      await post(bob, 'leave'),
      await post(alice, 'invite', target),
      await post(bob, 'join'),
      await post(alice, 'kick', target),
      await post(alice, 'ban', target),
      await post(alice, 'unban', target),
      await post(bob, 'forget'),
    ]).toEqual([OK, OK, joined, OK, OK, OK, OK]);
    expect((await ask(bob, 'GET', client('/joined_rooms'))).body).toEqual({ joined_rooms: [] });
  });

  test('`knock` asks to be let in', async () => {
    await using started = await roomServer();
    const { ask, alice, bob } = started;
    const state = [{ type: 'm.room.join_rules', content: { join_rule: 'knock' } }];
    const { body } = await ask(alice, 'POST', client('/createRoom'), { initial_state: state });
    const path = client(`/rooms/${encodeURIComponent(String(body['room_id']))}/state/m.room.member/@bob:test`);
    const knock = client(`/knock/${encodeURIComponent(String(body['room_id']))}`);
    expect(await ask(bob, 'POST', knock, { reason: 'please' })).toEqual({ status: 200, body });
    expect((await ask(alice, 'GET', path)).body).toEqual({ membership: 'knock', displayname: 'bob', reason: 'please' });
  });

  test.each([
    ['/rooms/ROOM/invite', {}, 400, 'M_MISSING_PARAM', "Missing params: ['user_id']"],
    ['/rooms/ROOM/invite', { user_id: 'x' }, 400, 'M_INVALID_PARAM', "Expected UserID string to start with '@'"],
    ['/rooms/ROOM/kick', { user_id: 3 }, 400, 'M_BAD_JSON', "'user_id' must be a string"],
    [
      '/rooms/ROOM/invite',
      { medium: 'email', address: 'a@b.c' },
      400,
      'M_MISSING_PARAM',
      '`id_server` and `id_access_token` are required when doing 3pid invite',
    ],
    [
      '/rooms/ROOM/invite',
      { medium: 'email', address: 'a@b.c', id_server: 'x', id_access_token: 'y' },
      403,
      'M_UNKNOWN',
      'Looking up third-party identifiers is denied from this server',
    ],
    ['/rooms/ROOM/forget', {}, 400, 'M_UNKNOWN', 'User @alice:test in room ROOM'],
    ['/join/nowhere', {}, 400, 'M_UNKNOWN', 'nowhere was not legal room ID or room alias'],
    ['/join/%23nowhere%3Atest', {}, 404, 'M_NOT_FOUND', 'Room alias #nowhere:test not found'],
    ['/knock/ROOM', {}, 403, 'M_FORBIDDEN', "You don't have permission to knock"],
  ])('POST %s with %j answers %i', async (path, body, status, errcode, error) => {
    await using started = await roomServer();
    const { ask, alice, roomId } = started;
    const answer = await ask(alice, 'POST', client(path.replace('ROOM', encodeURIComponent(roomId))), body);
    expect(answer).toEqual({ status, body: { errcode, error: error.replace('ROOM', roomId) } });
  });
});
