import { hash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackgroundUpdateController, Module, type EventId, type JsonObject } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { eventIdOfReference } from '../events/event-id.ts';
import { referenceJson } from '../events/hashes.ts';
import { ROOM_VERSIONS, SigningKey } from '../events/index.ts';
import { verifySignature } from '../events/verify-signature.ts';
import { client, testServer, type LoggedIn, type TestServer } from '../test/test-server.ts';
import { Database } from '../storage/database.ts';

const sha256 = (text: string): string => hash('sha256', text, 'hex');

const PATH = '/_synapse/admin/v1/background_updates';

const calls: unknown[] = [];

@Module()
class Pacer {
  @BackgroundUpdateController
  async *onUpdate(...args: [string, string, boolean]): AsyncGenerator<number, void, void> {
    calls.push(args);
    yield 10;
  }

  @BackgroundUpdateController
  defaultBatchSize(): number {
    return 4;
  }

  @BackgroundUpdateController
  minBatchSize(): number {
    return 100;
  }
}

function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), 'bouton-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

/** Waits until nothing is being done. */
async function finished(server: TestServer, { token }: LoggedIn): Promise<void> {
  for (;;) {
    const { body } = await server.call('GET', `${PATH}/status`, undefined, token);
    if (Object.keys(body.current_updates).length === 0) return;
    await server.clock.advance(1000);
  }
}

test('`backgroundUpdateRoutes()` shows and pauses background updates', async () => {
  await using server = await testServer();
  const root = await server.quickUser('root', true);
  const alice = await server.quickUser('alice');
  const ask = (method: string, path: string, body?: JsonObject) => server.call(method, PATH + path, body, root.token);
  expect(await ask('GET', '/enabled')).toEqual({ status: 200, body: { enabled: true } });
  expect(await ask('POST', '/enabled', { enabled: false })).toEqual({ status: 200, body: { enabled: false } });
  expect(await ask('POST', '/start_job', { job_name: 'event_resign' })).toEqual({ status: 200, body: {} });
  expect((await ask('POST', '/start_job', { job_name: 'event_resign' })).body.error).toBe(
    'Job event_resign is already in queue of background updates.',
  );
  expect((await ask('POST', '/enabled', { enabled: true })).status).toBe(200);
  expect((await ask('GET', '/status')).body).toEqual({
    enabled: true,
    current_updates: {
      master: { name: 'event_resign', total_item_count: 0, total_duration_ms: 0, average_items_per_ms: null },
    },
  });
  await finished(server, root);
  expect((await ask('POST', '/start_job', { job_name: 'tidy' })).body.error).toBe('Invalid job_name');
  expect((await ask('POST', '/start_job', {})).body.errcode).toBe('M_MISSING_PARAM');
  expect((await ask('POST', '/enabled', { enabled: 1 })).body.error).toBe("'enabled' parameter must be a boolean");
  expect((await server.call('GET', `${PATH}/status`, undefined, alice.token)).status).toBe(403);
});

test('`event_resign` signs events anew that another key signed, at the pace that a module sets', async () => {
  using folder = temporaryFolder();
  const settings = { data_directory: folder.path };
  let eventId: string;
  const keyFile = join(folder.path, 'signing.key');
  {
    await using server = await testServer(settings);
    const alice = await server.quickUser('alice');
    const { body } = await server.call('POST', client('/createRoom'), {}, alice.token);
    const send = client(`/rooms/${encodeURIComponent(String(body.room_id))}/send/m.test/1`);
    eventId = (await server.call('PUT', send, { body: 'x' }, alice.token)).body.event_id;
  }
  const oldKey = readFileSync(keyFile, 'utf8');
  rmSync(keyFile);
  {
    await using server = await testServer(settings, [Pacer]);
    const root = await server.quickUser('root', true);
    await server.call('POST', `${PATH}/start_job`, { job_name: 'event_resign' }, root.token);
    await finished(server, root);
    expect((await server.host.getEvent(eventId as EventId))?.content).toEqual({ body: 'x' });
  }
  // The first batch of four, the rest, and one that finds nothing.
  expect(calls).toEqual(Array.from({ length: 3 }, () => ['event_resign', 'master', false]));
  using database = new Database(join(folder.path, 'homeserver.db'));
  const [, name = '', seed = ''] = readFileSync(keyFile, 'utf8').trim().split(' ');
  const key = SigningKey.fromStored({ keyId: `ed25519:${name}`, seed });
  expect(readFileSync(keyFile, 'utf8')).not.toBe(oldKey);
  const rows = database.all<{ event_id: EventId; pdu: string }>('SELECT event_id, pdu FROM events');
  const checked = rows.map(({ event_id, pdu }) => {
    const event = JSON.parse(pdu) as JsonObject & { signatures: { test: Record<string, string> } };
    const reference = referenceJson(event, ROOM_VERSIONS['12']);
    const [[keyId, signature] = ['', '']] = Object.entries(event.signatures.test);
    return [
      eventIdOfReference(reference) === event_id,
      keyId,
      verifySignature(JSON.parse(reference) as JsonObject, signature, key.publicKey),
    ];
  });
  expect(checked).toEqual(rows.map(() => [true, key.keyId, true]));
});

test('`media_sha256` hashes the files that an earlier version stored, and finds the copies of what is in quarantine', async () => {
  using folder = temporaryFolder();
  const settings = { data_directory: folder.path, background_updates: { sleep_enabled: false } };
  const mediaIds: string[] = [];
  {
    await using server = await testServer(settings);
    const root = await server.quickUser('root', true);
    for (const body of ['one', 'two', 'two']) {
      const headers = { authorization: `Bearer ${root.token}`, 'content-length': '3' };
      const request = new Request(`${server.baseUrl}/_matrix/media/v3/upload`, { method: 'POST', headers, body });
      const { content_uri: uri } = (await (await server.fetch(request)).json()) as { content_uri: string };
      mediaIds.push(uri.slice('mxc://test/'.length));
    }
  }
  {
    using database = new Database(join(folder.path, 'homeserver.db'));
    database.execute('DROP INDEX media_by_sha256; ALTER TABLE media DROP COLUMN sha256');
    database.run("UPDATE media SET quarantined_by = '@root:test' WHERE media_id = ?", mediaIds[2] ?? '');
  }
  {
    await using server = await testServer(settings);
    await finished(server, await server.quickUser('other', true));
  }
  using database = new Database(join(folder.path, 'homeserver.db'));
  const files = mediaIds.map((mediaId) =>
    database.get('SELECT sha256, quarantined_by IS NOT NULL AS held FROM media WHERE media_id = ?', mediaId),
  );
  expect(files).toEqual([
    { sha256: sha256('one'), held: 0 },
    { sha256: sha256('two'), held: 1 },
    { sha256: sha256('two'), held: 1 },
  ]);
  expect(database.all('SELECT * FROM background_updates')).toEqual([]);
});
