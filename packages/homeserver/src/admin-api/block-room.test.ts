import { expect, test } from 'vitest';
import { roomServer } from '../test/room-server.ts';
import { client } from '../test/test-server.ts';

test('`blockRoomRoutes()` lets administrators block rooms, and see who did', async () => {
  await using started = await roomServer();
  const { server, alice, bob, roomId, ask } = started;
  const root = await server.quickUser('root', true);
  const path = `/_synapse/admin/v1/rooms/${encodeURIComponent(roomId)}/block`;
  const join = () => ask(bob, 'POST', client(`/join/${encodeURIComponent(roomId)}`));

  expect(await ask(root, 'GET', path)).toEqual({ status: 200, body: { block: false } });
  expect(await ask(root, 'PUT', path, { block: true })).toEqual({ status: 200, body: { block: true } });
  expect((await ask(root, 'GET', path)).body).toEqual({ block: true, user_id: '@root:test' });
  expect(await join()).toEqual({
    status: 403,
    body: { errcode: 'M_UNKNOWN', error: 'This room has been blocked on this server' },
  });
  expect((await ask(root, 'PUT', path, { block: false })).body).toEqual({ block: false });
  expect((await join()).status).toBe(200);

  expect((await ask(alice, 'PUT', path, { block: true })).status).toBe(403);
  expect((await ask(root, 'PUT', path, {})).body.errcode).toBe('M_MISSING_PARAM');
  expect((await ask(root, 'PUT', path, { block: 'yes' })).body.errcode).toBe('M_BAD_JSON');
  expect(await ask(root, 'GET', '/_synapse/admin/v1/rooms/hall/block')).toEqual({
    status: 400,
    body: { errcode: 'M_UNKNOWN', error: 'hall is not a legal room ID' },
  });
});
