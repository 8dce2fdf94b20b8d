import { AccountData as OnAccountData, Module, type JsonObject, type RoomId, type UserId } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, testServer } from '../test/test-server.ts';

const OK = { status: 200, body: {} };

describe('accountDataRoutes()', () => {
  test('account data is kept per user, globally and per room, and the modules hear of it', async () => {
    const calls: unknown[] = [];
    @Module()
    class Recorder {
      @OnAccountData
      onAccountDataUpdated(user: UserId, roomId: RoomId | null, type: string, content: JsonObject): void {
        calls.push([user, roomId, type, content]);
      }
    }
    await using server = await testServer({}, [Recorder]);
    const { token } = await server.quickUser('alice');
    const call = (method: string, path: string, body?: JsonObject) =>
      server.call(method, client(`/user/@alice:test${path}`), body, token);
    expect(await call('PUT', '/account_data/a.b%2Fc', { n: [1, null, 'x'] })).toEqual(OK);
    expect(await call('PUT', '/account_data/a.b%2Fc', {})).toEqual(OK);
    expect(await call('PUT', '/rooms/!r:test/account_data/a', { room: true })).toEqual(OK);
    expect(await call('GET', '/account_data/a.b%2Fc')).toEqual(OK);
    expect(await call('PUT', '/account_data/constructor', { x: 1 })).toEqual(OK);
    expect(await call('GET', '/rooms/!r:test/account_data/a')).toEqual({ status: 200, body: { room: true } });
    expect(await call('GET', '/account_data/a')).toEqual({
      status: 404,
      body: { errcode: 'M_NOT_FOUND', error: 'Account data not found' },
    });
    expect(await call('GET', '/rooms/!other:test/account_data/a')).toEqual({
      status: 404,
      body: { errcode: 'M_NOT_FOUND', error: 'Room account data not found' },
    });
    expect(calls).toEqual([
      ['@alice:test', null, 'a.b/c', { n: [1, null, 'x'] }],
      ['@alice:test', null, 'a.b/c', {}],
      ['@alice:test', '!r:test', 'a', { room: true }],
      ['@alice:test', null, 'constructor', { x: 1 }],
    ]);
  });

  test('account data of others, and of types with an endpoint of their own, is refused', async () => {
    await using server = await testServer();
    const { token } = await server.quickUser('alice');
    const call = async (method: string, path: string) => {
      const { status, body } = await server.call(method, client(path), method === 'PUT' ? {} : undefined, token);
      return `${status} ${body.errcode}: ${body.error}`;
    };
    expect([
      await call('PUT', '/user/@bob:test/account_data/a'),
      await call('GET', '/user/@bob:test/account_data/a'),
      await call('PUT', '/user/@bob:test/rooms/!r:test/account_data/a'),
      await call('PUT', '/user/@alice:test/account_data/m.fully_read'),
      await call('PUT', '/user/@alice:test/account_data/m.push_rules'),
      await call('PUT', '/user/@alice:test/rooms/r/account_data/a'),
    ]).toEqual([
      '403 M_FORBIDDEN: Cannot add account data for other users.',
      '403 M_FORBIDDEN: Cannot get account data for other users.',
      '403 M_FORBIDDEN: Cannot add account data for other users.',
      '405 M_BAD_JSON: Cannot set m.fully_read through this API. Use /rooms/!roomId:server.name/read_markers',
      '405 M_BAD_JSON: Cannot set m.push_rules through this API. Use /pushrules',
      '400 M_INVALID_PARAM: r is not a valid room ID',
    ]);
  });

  test('a waiting sync hears of account data', async () => {
    await using server = await testServer();
    const { token } = await server.quickUser('alice');
    const first = await server.call('GET', client('/sync'), undefined, token);
    const types = (body: JsonObject) =>
      (body.account_data as { events: { type: string }[] }).events.map(({ type }) => type);
    expect(types(first.body)).toEqual(['m.push_rules']);
    const waiting = server.call('GET', client(`/sync?timeout=30000&since=${first.body.next_batch}`), undefined, token);
    await server.call('PUT', client('/user/@alice:test/account_data/news'), { x: 1 }, token);
    expect(types((await waiting).body)).toEqual(['news']);
  });

  test('tags are kept per room, for rooms that the user knows', async () => {
    await using server = await testServer();
    const { token } = await server.quickUser('alice');
    const { body: room } = await server.call('POST', client('/createRoom'), {}, token);
    const call = (method: string, path: string, body?: JsonObject, roomId = String(room.room_id)) =>
      server.call(method, client(`/user/@alice:test/rooms/${roomId}/tags${path}`), body, token);
    expect(await call('PUT', '/u.work', { order: 0.5, x: 1 })).toEqual(OK);
    expect(await call('PUT', '/m.favourite', {})).toEqual(OK);
    expect((await call('GET', '')).body).toEqual({ tags: { 'u.work': { order: 0.5, x: 1 }, 'm.favourite': {} } });
    expect(await call('DELETE', '/u.work')).toEqual(OK);
    expect(await call('DELETE', '/u.work')).toEqual(OK);
    expect((await call('GET', '')).body).toEqual({ tags: { 'm.favourite': {} } });
    expect(await call('PUT', '/u.work', { order: 'first' })).toEqual({
      status: 400,
      body: { errcode: 'M_BAD_JSON', error: "'order' must be a number" },
    });
    expect(await call('PUT', '/u.work', {}, '!x:test')).toEqual({
      status: 403,
      body: { errcode: 'M_FORBIDDEN', error: 'User @alice:test has no membership in room !x:test' },
    });
  });

  test('tags that are set at the same time are all kept', async () => {
    await using server = await testServer();
    const { token } = await server.quickUser('alice');
    const { body: room } = await server.call('POST', client('/createRoom'), {}, token);
    const tags = client(`/user/@alice:test/rooms/${room.room_id}/tags`);
    const [began, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    // A module's transaction lets writes wait.
    const transaction = server.host.runDbInteraction('hold', async () => {
      began.resolve();
      await held.promise;
    });
    await began.promise;
    const changes = ['a', 'b'].map((tag) => server.call('PUT', `${tags}/u.${tag}`, {}, token));
    await server.call('GET', tags, undefined, token);
    held.resolve();
    await Promise.all([transaction, ...changes]);
    expect((await server.call('GET', tags, undefined, token)).body).toEqual({ tags: { 'u.a': {}, 'u.b': {} } });
  });
});
