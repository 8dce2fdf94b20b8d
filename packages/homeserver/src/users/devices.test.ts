import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module, PasswordAuthProvider, type JsonObject } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, passwordOf, testServer } from '../test/test-server.ts';

const loggedOut: unknown[] = [];

@Module()
class LogoutRecorder {
  @PasswordAuthProvider
  onLoggedOut(...args: [userId: string, deviceId: string | null, accessToken: string]): void {
    loggedOut.push(args);
  }
}

describe('Devices', () => {
  test('devices can be listed, read and renamed', async () => {
    await using server = await testServer();
    const { token, deviceId } = await server.quickUser('alice');
    const call = (method: string, path: string, body?: JsonObject) => server.call(method, client(path), body, token);
    const device = {
      user_id: '@alice:test',
      device_id: deviceId,
      last_seen_ts: expect.any(Number),
      last_seen_ip: '127.0.0.1',
    };
    expect(await call('PUT', `/devices/${deviceId}`, { display_name: 'Phone' })).toEqual({ status: 200, body: {} });
    expect(await call('PUT', `/devices/${deviceId}`, {})).toEqual({ status: 200, body: {} });
    expect(await call('GET', '/devices')).toEqual({
      status: 200,
      body: { devices: [{ ...device, display_name: 'Phone' }] },
    });
    expect((await call('GET', `/devices/${deviceId}`)).body).toEqual({ ...device, display_name: 'Phone' });
    const unknown = { status: 404, body: { errcode: 'M_NOT_FOUND', error: 'Not found' } };
    expect(await call('GET', '/devices/NONE')).toEqual(unknown);
    expect(await call('PUT', '/devices/NONE', { display_name: 'x' })).toEqual(unknown);
    expect(await call('PUT', `/devices/${deviceId}`, { display_name: 'x'.repeat(101) })).toEqual({
      status: 400,
      body: { errcode: 'M_TOO_LARGE', error: 'Device display name is too long (max 100)' },
    });
  });

  test('deleting devices needs interactive authentication, and logs them out', async () => {
    await using server = await testServer();
    const { token, deviceId } = await server.user('alice');
    await server.host.registerDevice('@alice:test', 'ONE');
    await server.host.registerDevice('@alice:test', 'TWO');
    const auth = {
      type: 'm.login.password',
      identifier: { type: 'm.id.user', user: 'alice' },
      password: passwordOf('alice'),
    };
    const call = (method: string, path: string, body?: JsonObject) => server.call(method, client(path), body, token);
    expect((await call('DELETE', '/devices/ONE')).status).toBe(401);
    expect(await call('DELETE', '/devices/ONE', { auth })).toEqual({ status: 200, body: {} });
    const { status, body } = await call('POST', '/delete_devices', { devices: ['TWO', 'NONE'] });
    expect(status).toBe(401);
    const resumed = { auth: { ...auth, session: body.session as string } };
    expect(await call('POST', '/delete_devices', resumed)).toEqual({ status: 200, body: {} });
    expect(await call('POST', '/delete_devices', {})).toEqual({
      status: 400,
      body: { errcode: 'M_MISSING_PARAM', error: "Missing params: ['devices']" },
    });
    expect((await call('GET', '/devices')).body).toMatchObject({ devices: [{ device_id: deviceId }] });
  });

  test('`/logout` ends one token, `/logout/all` every one, and each is told to the modules', async () => {
    loggedOut.length = 0;
    await using server = await testServer({}, [LogoutRecorder]);
    const { token, deviceId } = await server.quickUser('alice');
    const second = await server.host.registerDevice('@alice:test', 'AAA');
    const third = await server.host.registerDevice('@alice:test', 'BBB');
    expect(await server.call('POST', client('/logout'), undefined, token)).toEqual({ status: 200, body: {} });
    expect((await server.call('POST', client('/logout'), undefined, token)).body.errcode).toBe('M_UNKNOWN_TOKEN');
    expect(await server.call('POST', client('/logout/all'), undefined, second.accessToken)).toEqual({
      status: 200,
      body: {},
    });
    expect(loggedOut).toEqual([
      ['@alice:test', deviceId, token],
      ['@alice:test', 'AAA', second.accessToken],
      ['@alice:test', 'BBB', third.accessToken],
    ]);
  });

  test('`AccessTokens` keeps only hashes on the disk', async () => {
    loggedOut.length = 0;
    const folder = mkdtempSync(join(tmpdir(), 'bouton-test-'));
    try {
      const settings = { data_directory: folder };
      const before = await testServer(settings, [LogoutRecorder]);
      const { token } = await before.quickUser('alice');
      await before.host.registerDevice('@alice:test', 'UNUSED');
      await before[Symbol.asyncDispose]();
      const stored = readFileSync(join(folder, 'homeserver.db'), 'latin1');
      expect(stored).not.toContain(token);
      expect(stored).toContain(createHash('sha256').update(token).digest('base64url'));

      await using after = await testServer(settings, [LogoutRecorder]);
      expect(await after.call('POST', client('/logout/all'), undefined, token)).toEqual({ status: 200, body: {} });
      expect(loggedOut).toContainEqual(['@alice:test', expect.any(String), token]);
      // A token that nobody has used since the start cannot be named.
      expect(loggedOut).toContainEqual(['@alice:test', 'UNUSED', '']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
