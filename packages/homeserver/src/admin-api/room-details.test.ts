import { expect, test } from 'vitest';
import { client, testServer } from '../test/test-server.ts';

test('`roomDetailsRoutes()` describes rooms and names their members', async () => {
  await using server = await testServer();
  const root = await server.quickUser('root', true);
  const alice = await server.quickUser('alice');
  const options = { preset: 'public_chat', name: 'Hall', topic: 'All', room_alias_name: 'hall', visibility: 'public' };
  const { body: room } = await server.call('POST', client('/createRoom'), options, alice.token);
  const get = (path: string, token = root.token) =>
    server.call('GET', `/_synapse/admin/v1/rooms/${path}`, undefined, token);
  const path = encodeURIComponent(String(room.room_id));
  expect(await get(path)).toEqual({
    status: 200,
    body: {
      room_id: room.room_id,
      name: 'Hall',
      topic: 'All',
      avatar: null,
      canonical_alias: '#hall:test',
      joined_members: 1,
      joined_local_members: 1,
      joined_local_devices: 1,
      version: '12',
      creator: '@alice:test',
      encryption: null,
      federatable: true,
      public: true,
      join_rules: 'public',
      guest_access: null,
      history_visibility: 'shared',
      state_events: 8,
      room_type: null,
      forgotten: false,
      tombstoned: false,
      replacement_room: null,
    },
  });
  expect((await get(`${path}/members`)).body).toEqual({ members: ['@alice:test'], total: 1 });
  const { body: upgraded } = await server.call(
    'POST',
    client(`/rooms/${path}/upgrade`),
    { new_version: '11' },
    alice.token,
  );
  expect((await get(path)).body).toMatchObject({ tombstoned: true, replacement_room: upgraded.replacement_room });
  expect(await get('!unknown')).toEqual({ status: 404, body: { errcode: 'M_NOT_FOUND', error: 'Room not found' } });
  expect((await get(path, alice.token)).status).toBe(403);
});
