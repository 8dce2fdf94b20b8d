import type { JsonObject } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { sharedRoom } from '../test/shared-room.ts';
import { client, testServer } from '../test/test-server.ts';

describe('presenceRoutes()', () => {
  test('presence is seen by those who share a room', async () => {
    await using server = await testServer();
    const alice = await server.quickUser('alice');
    const bob = await server.quickUser('bob');
    const status = client(`/presence/${alice.userId}/status`);
    const body = { presence: 'unavailable', status_msg: 'Away' };
    expect(await server.call('PUT', status, body, alice.token)).toEqual({ status: 200, body: {} });
    expect(await server.call('GET', status, undefined, bob.token)).toEqual({
      status: 403,
      body: { errcode: 'M_FORBIDDEN', error: 'You are not allowed to see their presence.' },
    });
    await sharedRoom(server, alice, bob);
    expect(await server.call('GET', status, undefined, bob.token)).toEqual({
      status: 200,
      body: { presence: 'unavailable', status_msg: 'Away', last_active_ago: 0 },
    });
  });

  test.each<[string, JsonObject, string]>([
    ['@alice:test', { presence: 'flying' }, '400 M_UNKNOWN: Invalid presence state'],
    ['@alice:test', {}, '400 M_UNKNOWN: Unable to parse state'],
    ['@alice:test', { presence: 'online', x: 1 }, '400 M_UNKNOWN: Unable to parse state'],
    ['@alice:test', { presence: 'online', status_msg: 5 }, '400 M_UNKNOWN: status_msg must be a string.'],
    ['@alice:test', { presence: 'online', status_msg: null }, '400 M_UNKNOWN: status_msg must be a string.'],
    ['@bob:test', { presence: 'online' }, '403 M_FORBIDDEN: Can only set your own presence state'],
    ['bob', { presence: 'online' }, "400 M_INVALID_PARAM: Expected UserID string to start with '@'"],
  ])('the presence of %s is not set to %j', async (userId, body, message) => {
    await using server = await testServer();
    const { token } = await server.quickUser('alice');
    const { status, body: answer } = await server.call('PUT', client(`/presence/${userId}/status`), body, token);
    expect(`${status} ${answer.errcode}: ${answer.error}`).toBe(message);
  });

  test('if presence is switched off, everybody is offline', async () => {
    await using server = await testServer({ presence: { enabled: false } });
    const { token } = await server.quickUser('alice');
    const status = client('/presence/@alice:test/status');
    expect(await server.call('PUT', status, { presence: 'online' }, token)).toEqual({ status: 200, body: {} });
    expect((await server.call('GET', status, undefined, token)).body).toEqual({ presence: 'offline' });
  });
});
