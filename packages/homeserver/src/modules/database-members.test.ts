import { BoutonError, Module, type ModuleApi, type RoomId } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, testServer } from '../test/test-server.ts';

let api: ModuleApi;

@Module()
class Notes {
  constructor(_config: object, given: ModuleApi) {
    api = given;
  }
}

const codeOf = (error: unknown): unknown => (error instanceof BoutonError ? error.code : error);

describe('databaseMembers()', () => {
  test("`runDbInteraction()` keeps a module's rows, and reads the homeserver's", async () => {
    await using server = await testServer({}, [Notes]);
    await server.quickUser('alice');
    await api.runDbInteraction('create', (transaction) =>
      transaction.execute('CREATE TABLE org_example_notes (user_id TEXT PRIMARY KEY, note TEXT)'),
    );
    await api.runDbInteraction('add', (transaction) =>
      transaction.execute('INSERT INTO org_example_notes SELECT user_id, ? FROM users', ['hello']),
    );
    const rows = await api.runDbInteraction('read', async (transaction) => {
      await transaction.execute('SELECT user_id, note FROM org_example_notes');
      return transaction.fetchAll();
    });
    expect(rows).toEqual([['@alice:test', 'hello']]);
  });

  test('`runDbInteraction()` refuses members that write from within, and lets others be used', async () => {
    await using server = await testServer({}, [Notes]);
    const alice = await server.quickUser('alice');
    const { body } = await server.call('POST', client('/createRoom'), {}, alice.token);
    const event = {
      type: 'm.room.message',
      room_id: String(body.room_id) as RoomId,
      sender: alice.userId,
      content: { msgtype: 'm.text', body: 'x' },
    };
    const [code, user] = await api.runDbInteraction('send', async () => [
      await api.createAndSendEventIntoRoom(event).catch(codeOf),
      (await api.getUserinfoById(alice.userId))?.userId,
    ]);
    expect([code, user]).toEqual(['BOUTON_DATABASE', '@alice:test']);
    expect((await api.createAndSendEventIntoRoom(event)).content).toEqual(event.content);
  });

  test('`runDbInteraction()` lets requests wait, and answers them', async () => {
    await using server = await testServer({}, [Notes]);
    const alice = await server.quickUser('alice');
    const begun = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const transaction = api.runDbInteraction('wait', async (opened) => {
      await opened.execute('CREATE TABLE org_example (id INTEGER)');
      begun.resolve();
      await gate.promise;
    });
    await begun.promise;
    const created = server.call('POST', client('/createRoom'), {}, alice.token);
    expect((await server.call('GET', client('/joined_rooms'), undefined, alice.token)).status).toBe(200);
    gate.resolve();
    await transaction;
    expect((await created).status).toBe(200);
  });

  test('`runDbInteraction()` is rolled back when the homeserver stops', async () => {
    const server = await testServer({}, [Notes]);
    const begun = Promise.withResolvers<void>();
    const failed = api
      .runDbInteraction('wait', () => {
        begun.resolve();
        return new Promise(() => {});
      })
      .catch(codeOf);
    await begun.promise;
    await server[Symbol.asyncDispose]();
    expect(await failed).toBe('BOUTON_DATABASE');
  });
});
