import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Module, ModuleApi, OnStart, ThirdPartyRules, type RoomEvent } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, testServer } from './test/test-server.ts';

class NoConfig {}

describe('startHomeserver()', () => {
  test('`startHomeserver()` tells the modules where it listens, and is ready when they start', async () => {
    const seen: unknown[] = [];
    @Module({ config: NoConfig })
    class Curious {
      readonly #api: ModuleApi;

      constructor(_config: NoConfig, api: ModuleApi) {
        this.#api = api;
        seen.push(api.serverName, api.publicBaseurl, api.workerName, api.shouldRunBackgroundTasks());
      }

      @OnStart
      async begin(): Promise<void> {
        const user = await this.#api.registerUser('bot');
        const [roomId] = await this.#api.createRoom(user, { name: 'Made at the start' });
        seen.push(user, (await (await this.#api.getRoomState(roomId)).get('m.room.name'))?.content['name']);
      }
    }
    await using server = await testServer({}, [Curious]);
    expect(seen).toEqual(['test', `${server.baseUrl}/`, null, true, '@bot:test', 'Made at the start']);
    expect((await fetch(`${server.baseUrl}/health`)).status).toBe(200);
  });

  test('`startHomeserver()` names the configured address', async () => {
    await using server = await testServer({ public_baseurl: 'https://matrix.example.org' });
    expect((await server.call('GET', '/.well-known/matrix/client')).body).toEqual({
      'm.homeserver': { base_url: 'https://matrix.example.org' },
    });
    expect(server.host.publicBaseurl).toBe('https://matrix.example.org/');
  });

  test('`startHomeserver()` rejects if it cannot listen', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(testServer({ port })).rejects.toMatchObject({
      code: 'BOUTON_CANNOT_LISTEN',
      message: expect.stringMatching(new RegExp(`^Cannot listen at 127.0.0.1:${port}: .*EADDRINUSE`)),
    });
    taken.close();
  });

  test('`startHomeserver()` rejects if a module does not start, and lets go of everything', async () => {
    @Module()
    class Broken {
      constructor() {
        throw new Error('no');
      }
    }
    const folder = mkdtempSync(join(tmpdir(), 'bouton-test-'));
    try {
      await expect(testServer({ data_directory: folder }, [Broken])).rejects.toMatchObject({
        code: 'BOUTON_MODULE_START',
      });
      await using again = await testServer({ data_directory: folder });
      expect((await again.call('GET', '/_matrix/client/versions')).status).toBe(200);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('Homeserver', () => {
  test('disposing answers who waits, tells the modules what is left, and disposes them last first', async () => {
    const calls: unknown[] = [];
    const recorder = (name: string) => {
      @Module()
      class Recorder {
        @ThirdPartyRules
        async onNewEvent(event: RoomEvent): Promise<void> {
          await sleep(20);
          if (event.type === 'm.room.topic') calls.push(`${name} sees ${event.type}`);
        }

        [Symbol.dispose](): void {
          calls.push(`${name} ends`);
        }
      }
      return Recorder;
    };
    const server = await testServer({}, [recorder('first'), recorder('second')]);
    const { token } = await server.quickUser('alice');
    const headers = { authorization: `Bearer ${token}` };
    const { body: room } = await server.call('POST', client('/createRoom'), {}, token);
    await server.idle();
    const { body: sync } = await server.call('GET', client('/sync'), undefined, token);
    const url = `${server.baseUrl}${client('/sync')}?timeout=60000&since=${String(sync.next_batch)}`;
    const waiting = fetch(url, { headers }).then((response) => response.status);
    await sleep(50);
    await server.call('PUT', client(`/rooms/${room.room_id}/state/m.room.topic/`), { topic: 'x' }, token);
    await server[Symbol.asyncDispose]();
    expect(await waiting).toBe(200);
    expect(calls).toEqual(['first sees m.room.topic', 'second sees m.room.topic', 'second ends', 'first ends']);
    await expect(fetch(`${server.baseUrl}/health`)).rejects.toThrow('fetch failed');
  });

  test('what was stored is there after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bouton-test-'));
    try {
      const before = await testServer({ data_directory: folder });
      const { token, userId } = await before.quickUser('alice');
      const { body: room } = await before.call('POST', client('/createRoom'), { name: 'Kept' }, token);
      await before.call('PUT', client(`/user/${userId}/account_data/a`), { kept: true }, token);
      await before[Symbol.asyncDispose]();
      await using after = await testServer({ data_directory: folder });
      const get = async (path: string) => (await after.call('GET', client(path), undefined, token)).body;
      expect(await get(`/rooms/${room.room_id}/state/m.room.name/`)).toEqual({ name: 'Kept' });
      expect(await get(`/user/${userId}/account_data/a`)).toEqual({ kept: true });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
