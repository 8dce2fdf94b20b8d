import { Module, ThirdPartyRules, type RoomId, type UserId } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, testServer, type TestServer } from '../test/test-server.ts';

const asked: unknown[] = [];

@Module()
class Guard {
  @ThirdPartyRules
  checkCanShutdownRoom(user: UserId | null, roomId: RoomId): boolean {
    asked.push([user, roomId]);
    return !protectedRooms.has(roomId);
  }
}
const protectedRooms = new Set<string>();

async function roomOf(server: TestServer): Promise<string> {
  const { token } = await server.quickUser(`u${Math.random().toString(36).slice(2)}`);
  return String((await server.call('POST', client('/createRoom'), {}, token)).body.room_id);
}

describe('adminRoomRoutes()', () => {
  test('`DELETE /v1/rooms` shuts a room down while one waits', async () => {
    await using server = await testServer({}, [Guard]);
    const root = await server.quickUser('root', true);
    const alice = await server.quickUser('alice');
    const { body: room } = await server.call('POST', client('/createRoom'), {}, alice.token);
    const path = `/_synapse/admin/v1/rooms/${room.room_id}`;
    asked.length = 0;
    expect(await server.call('DELETE', path, {}, root.token)).toEqual({
      status: 200,
      body: { kicked_users: ['@alice:test'], failed_to_kick_users: [], local_aliases: [], new_room_id: null },
    });
    expect(asked).toEqual([['@root:test', room.room_id]]);
    expect((await server.call('GET', client('/joined_rooms'), undefined, alice.token)).body).toEqual({
      joined_rooms: [],
    });
  });

  test('`DELETE /v2/rooms` shuts a room down in the background, and asks the modules twice', async () => {
    await using server = await testServer({}, [Guard]);
    const root = await server.quickUser('root', true);
    const roomId = await roomOf(server);
    const status = (path: string) => server.call('GET', `/_synapse/admin/v2/rooms/${path}`, undefined, root.token);
    expect((await status(`${roomId}/delete_status`)).status).toBe(404);
    asked.length = 0;
    const { status: code, body } = await server.call('DELETE', `/_synapse/admin/v2/rooms/${roomId}`, {}, root.token);
    expect([code, body]).toEqual([200, { delete_id: expect.any(String) }]);
    await server.idle();
    expect(asked).toEqual([
      ['@root:test', roomId],
      ['@root:test', roomId],
    ]);
    const complete = { delete_id: body.delete_id, room_id: roomId, status: 'complete' };
    expect((await status(`${roomId}/delete_status`)).body).toMatchObject({ results: [complete] });
    expect((await status(`delete_status/${String(body.delete_id)}`)).body).toMatchObject(complete);
  });

  test('`DELETE` is refused by a module, and if there is no room ID', async () => {
    await using server = await testServer({}, [Guard]);
    const root = await server.quickUser('root', true);
    const roomId = await roomOf(server);
    protectedRooms.add(roomId);
    const refused = {
      status: 403,
      body: { errcode: 'M_FORBIDDEN', error: 'Shutdown of this room is forbidden' },
    };
    for (const version of ['v1', 'v2']) {
      expect(await server.call('DELETE', `/_synapse/admin/${version}/rooms/${roomId}`, {}, root.token)).toEqual(
        refused,
      );
      expect((await server.call('DELETE', `/_synapse/admin/${version}/rooms/x`, {}, root.token)).body).toEqual({
        errcode: 'M_UNKNOWN',
        error: 'x is not a legal room ID',
      });
    }
  });
});
