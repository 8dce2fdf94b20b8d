import { expect, test } from 'vitest';
import { client, testServer } from '../test/test-server.ts';

test('`overrideRatelimitRoutes()` lets administrators free users from limits', async () => {
  await using server = await testServer({ rc_invites: { per_issuer: { per_second: 0.001, burst_count: 1 } } });
  const root = await server.quickUser('root', true);
  const alice = await server.quickUser('alice');
  const { body } = await server.call('POST', client('/createRoom'), {}, alice.token);
  const path = `/_synapse/admin/v1/users/${alice.userId}/override_ratelimit`;
  const invite = async (localpart: string) => {
    const { userId } = await server.quickUser(localpart);
    const target = client(`/rooms/${encodeURIComponent(String(body.room_id))}/invite`);
    return (await server.call('POST', target, { user_id: userId }, alice.token)).status;
  };

  expect([await invite('a'), await invite('b')]).toEqual([200, 429]);
  expect((await server.call('GET', path, undefined, root.token)).body).toEqual({});
  const free = { messages_per_second: 0, burst_count: 0 };
  expect(await server.call('POST', path, undefined, root.token)).toEqual({ status: 200, body: free });
  expect((await server.call('GET', path, undefined, root.token)).body).toEqual(free);
  expect([await invite('c'), await invite('d')]).toEqual([200, 200]);
  expect(await server.call('DELETE', path, undefined, root.token)).toEqual({ status: 200, body: {} });
  expect(await invite('e')).toBe(429);

  expect((await server.call('POST', path, {}, alice.token)).status).toBe(403);
  expect(await server.call('POST', path, { burst_count: -1 }, root.token)).toEqual({
    status: 400,
    body: { errcode: 'M_INVALID_PARAM', error: '-1 parameter must be a positive int' },
  });
  const errors = await Promise.all(
    ['@nobody:test', '@x:elsewhere'].map(async (userId) => {
      const other = `/_synapse/admin/v1/users/${userId}/override_ratelimit`;
      return (await server.call('POST', other, {}, root.token)).body.error;
    }),
  );
  expect(errors).toEqual(['User not found', 'Only local users can be ratelimited']);
});
