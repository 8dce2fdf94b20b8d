import type { JsonObject } from '@bouton/sdk';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiCaller } from './test/api-caller.ts';
import { isBefore } from './test/is-before.ts';
import { startPushGateway, type PushGateway } from '../../testing/src/standalone/push-gateway.ts';
import { mailServer, type MailServer } from '../../testing/src/standalone/mail-server.ts';
import { FIXTURES, startApiCaller } from './test/start-api-caller.ts';
import type { SynapseProcess } from './test/start-synapse.ts';
import type { SynapseUser } from './test/synapse-user.ts';
import { synapseVersion } from './test/synapse-version.ts';

let folder: string;
let smtp: MailServer;
let gateway: PushGateway;
let synapse: SynapseProcess;
let api: ApiCaller;
let alice: SynapseUser;
let bob: SynapseUser;

const call = (member: string, ...args: unknown[]): Promise<unknown> => api.call(member, ...args);

/** The settings of a place where files are stored as well. */
const storedIn = (module: string, config: JsonObject): JsonObject => ({
  media_storage_providers: [{ module, store_local: true, store_synchronous: true, config }],
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'api-'));
  for (const name of ['administrator', 'given', 'backup']) await mkdir(join(folder, name));
  smtp = await mailServer({
    onRcptTo: ({ address }, _session, done) => {
      done(address.startsWith('refused@') ? new Error('nobody is here') : undefined);
    },
  });
  gateway = await startPushGateway();
  ({ synapse, api, alice, bob } = await startApiCaller({
    settings: {
      email: {
        smtp_host: '127.0.0.1',
        smtp_port: smtp.port,
        enable_tls: false,
        notif_from: '%(app)s <hs@example.com>',
      },
      templates: { custom_template_directory: join(folder, 'administrator') },
      ...storedIn('file_system', { directory: join(folder, 'backup') }),
      ip_range_whitelist: ['127.0.0.1'],
    },
  }));
});

afterAll(async () => {
  await synapse[Symbol.asyncDispose]();
  await smtp[Symbol.asyncDispose]();
  await gateway[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

describe('mails', () => {
  test('`sendMail()` sends both bodies in the name of the homeserver', async () => {
    expect(await call('sendMail', 'bob@example.com', 'Hello', '<b>Hi</b>', 'Hi')).toBeUndefined();
    const [mail] = smtp.mails;
    expect(smtp.mails).toHaveLength(1);
    expect(mail).toMatchObject({ recipients: ['bob@example.com'], html: '<b>Hi</b>', text: 'Hi' });
    expect(['to', 'subject', 'from'].map((name) => mail?.headers.get(name))).toEqual([
      'bob@example.com',
      'Hello',
      'Matrix <hs@example.com>',
    ]);
    expect(await call('sendMail', 'refused@example.com', 'Hello', '', '')).toMatch(/^Error: 550 [^]*nobody is here/);
    expect(await call('sendMail', '', 'Hello', '', '')).toBe("RangeError: Invalid 'to' address");
  });
});

describe('templates', () => {
  const write = (directory: string, name: string, text: string): Promise<void> =>
    writeFile(join(folder, directory, name), text);

  test('`readTemplates()` looks in three places, and renders as Jinja does', async () => {
    await write('administrator', 'a.html', "the administrator's {{ name }}");
    await write('given', 'a.html', 'the given');
    await write('given', 'b.html', '{% for item in list %}{{ loop.index }}{{ item }}{% endfor %}{{ absent }}');
    await write('given', 'c.txt', '{{ name }} {{ 0 | format_ts("%Y") }}');
    const rendered = await api.render(['a.html', 'b.html', 'c.txt', 'sso_error.html'], join(folder, 'given'), {
      name: '<b>',
      list: ['x', 'y'],
    });
    expect(rendered).toEqual(["the administrator's &lt;b&gt;", '1x2y', '<b> 1970', expect.stringContaining('<title>')]);
  });

  test('`readTemplates()` refuses what is not there; a broken one fails', async () => {
    await write('given', 'broken.html', '{% if %}');
    await write('given', 'failing.html', '{{ a.b.c }}');
    const given = join(folder, 'given');
    expect(await call('readTemplates', ['no.html'], given)).toBe('ConfigError: There is no template no.html');
    expect(await call('readTemplates', ['a.html'], '/no/where')).toBe(
      'ConfigError: Configured template directory does not exist: /no/where',
    );
    expect(await call('readTemplates', ['broken.html'], given)).toMatch(/^Error: Expected an expression/);
    expect(await api.render(['failing.html'], given, {})).toEqual(["Error: 'a' is undefined"]);
  });
});

describe('media', () => {
  test('`getLocalMedia()` is a file on the disk, fetched from where it is stored', async () => {
    const { body } = await alice.upload('hello');
    const mediaId = String(body['content_uri']).split('/').at(-1) ?? '';
    const media = (await call('getLocalMedia', mediaId)) as JsonObject;
    expect(media).toEqual({
      mediaId,
      mediaType: 'text/plain',
      length: 5,
      uploadName: null,
      userId: alice.userId,
      createdTs: expect.any(Number),
      path: expect.stringContaining(join(synapse.folder, 'media')),
      content: ['hello', 'hello'],
    });
    expect(await readFile(String(media['path']), 'utf8')).toBe('hello');
    await alice.request('POST', `/_synapse/admin/v1/media/quarantine/localhost/${mediaId}`, {});
    expect(await call('getLocalMedia', mediaId)).toBeNull();
    expect(await call('getLocalMedia', 'unknown')).toBeNull();
  });

  test('`getLocalMedia()` is null if the file was not uploaded yet, or is lost', async () => {
    const { body: created } = await alice.request('POST', '/_matrix/media/v1/create');
    expect(await call('getLocalMedia', String(created['content_uri']).split('/').at(-1))).toBeNull();
    const { body } = await alice.upload('lost');
    const mediaId = String(body['content_uri']).split('/').at(-1);
    const { path } = (await call('getLocalMedia', mediaId)) as { path: string };
    await rm(path);
    await rm(join(folder, 'backup', (await readdir(join(folder, 'backup'))).join()), { recursive: true });
    expect(await call('getLocalMedia', mediaId)).toBeNull();
  });
});

describe('limits', () => {
  const limit: JsonObject = { name: 'org.example.test', perSecond: 0.5, burstCount: 2 };
  const exceeded = /^429 M_LIMIT_EXCEEDED: Too Many Requests \{"retry_after_ms":\d+\}$/;

  test('`ratelimit()` counts by name and by who it is', async () => {
    expect(await call('ratelimit', '10.0.0.1', limit)).toBeUndefined();
    expect(await call('ratelimit', '10.0.0.1', limit)).toBeUndefined();
    expect(await call('ratelimit', '10.0.0.1', limit)).toMatch(exceeded);
    expect(await call('ratelimit', '10.0.0.2', limit)).toBeUndefined();
    expect(await call('ratelimit', '10.0.0.1', { ...limit, name: 'org.example.other' })).toBeUndefined();
    await expect.poll(() => call('ratelimit', '10.0.0.1', limit), { timeout: 5000 }).toBeUndefined();
    const none = { name: 'org.example.none', perSecond: 0, burstCount: 0 };
    for (let nth = 0; nth < 3; nth += 1) expect(await call('ratelimit', '10.0.0.1', none)).toBeUndefined();
    expect(await call('ratelimit', '10.0.0.1', { ...none, perSecond: -1 })).toBe(
      'RangeError: The limit org.example.none needs numbers from 0 on, got -1 per second and 0',
    );
  });

  test('`ratelimit()` answers the client, and heeds what administrators allow', async () => {
    const ask = (): Promise<unknown> => bob.request('GET', '/_synapse/client/caller/limited');
    const wanted = { status: 200, body: {} };
    expect([await ask(), await ask()]).toEqual([wanted, wanted]);
    expect(await ask()).toEqual({
      status: 429,
      body: { errcode: 'M_LIMIT_EXCEEDED', error: 'Too Many Requests', retry_after_ms: expect.any(Number) },
    });
    const override = `/_synapse/admin/v1/users/${bob.userId}/override_ratelimit`;
    await alice.request('POST', override, { messages_per_second: 0, burst_count: 0 });
    expect(await ask()).toEqual(wanted);
  });
});

describe('presence', () => {
  test('`setPresenceForUsers()` and `sendLocalOnlinePresenceTo()` are seen by clients', async () => {
    const room = String((await alice.createRoom({ preset: 'public_chat' })).body['room_id']);
    await bob.join(room);
    const { body: before } = await bob.request('GET', '/_matrix/client/v3/sync?timeout=0');
    expect(await call('setPresenceForUsers', { [alice.userId]: ['unavailable', 'at lunch'] })).toBeUndefined();
    const status = `/_matrix/client/v3/presence/${alice.userId}/status`;
    expect((await bob.request('GET', status)).body).toMatchObject({ presence: 'unavailable', status_msg: 'at lunch' });
    expect(await call('setPresenceForUsers', { [alice.userId]: ['online'] })).toBeUndefined();
    const since = String(before['next_batch']);
    const { body: after } = await bob.request('GET', `/_matrix/client/v3/sync?timeout=5000&since=${since}`);
    expect(JSON.stringify(after['presence'])).toContain(alice.userId);
    const carol = await synapse.user('carol');
    await carol.join(room);
    expect(await call('sendLocalOnlinePresenceTo', [carol.userId])).toBeUndefined();
    const { body: seen } = await carol.request('GET', '/_matrix/client/v3/sync?timeout=5000');
    expect(JSON.stringify(seen['presence'])).toContain(alice.userId);
  });
});

describe('push', () => {
  test('`sendHttpPushNotification()` goes to the pushers of the user', async () => {
    const setPusher = (pushkey: string, user: SynapseUser): Promise<unknown> =>
      user.request('POST', '/_matrix/client/v3/pushers/set', {
        kind: 'http',
        app_id: 'org.example.app',
        app_display_name: 'App',
        device_display_name: 'Phone',
        pushkey,
        lang: 'en',
        data: { url: gateway.url },
        append: true,
      });
    expect(await call('sendHttpPushNotification', bob.userId, null, { id: 1 })).toEqual({});
    await setPusher('key', bob);
    await setPusher('rejected', alice);
    const whoami = await bob.request('GET', '/_matrix/client/v3/account/whoami');
    const device = String(whoami.body['device_id']);
    const send = (...args: unknown[]): Promise<unknown> => call('sendHttpPushNotification', bob.userId, ...args);
    expect(await send(device, { id: 1 }, { sound: 'ping' }, { badge: 2 })).toEqual({ [device]: true });
    expect(gateway.notifications).toEqual([
      {
        id: 1,
        devices: [
          expect.objectContaining({
            pushkey: 'key',
            tweaks: { sound: 'ping' },
            data: { default_payload: { badge: 2 } },
          }),
        ],
      },
    ]);
    expect(await send('OTHER', { id: 2 })).toEqual({});
    const rejected = await call('sendHttpPushNotification', alice.userId, null, { id: 3 });
    expect(Object.values(rejected as object)).toEqual([false]);
  });

  test('`setPushRuleAction()` changes a rule, or says why not', async () => {
    const set = (...args: unknown[]): Promise<unknown> => call('setPushRuleAction', bob.userId, ...args);
    expect(await set('global', 'underride', '.m.rule.message', ['dont_notify'])).toBeUndefined();
    const rule = '/_matrix/client/v3/pushrules/global/underride/.m.rule.message/actions';
    expect((await bob.request('GET', rule)).body).toEqual({ actions: ['dont_notify'] });
    expect(await set('device', 'underride', '.m.rule.message', [])).toBe(
      "RangeError: invalid scope device, only 'global' is currently allowed",
    );
    expect(await set('global', 'underride', 'no.rule', [])).toMatch(/^Error: /);
    expect(await set('global', 'underride', '.m.rule.message', ['shout'])).toMatch(/^Error: /);
  });
});

test('`getLocalMedia()` is a copy if Synapse keeps no files itself', async ({ skip }) => {
  skip(isBefore(await synapseVersion(), '1.146'), 'Synapse always keeps files itself');
  const file = join(folder, 'archived');
  await writeFile(file, 'far away');
  await using other = await startApiCaller({
    pythonPath: [FIXTURES],
    settings: { ...storedIn('archive.Archive', { file }), enable_local_media_storage: false },
  });
  const { body } = await other.alice.upload('far away');
  const mediaId = String(body['content_uri']).split('/').at(-1);
  const media = (await other.api.call('getLocalMedia', mediaId)) as JsonObject;
  expect(media).toMatchObject({ mediaId, length: 8, content: ['far away', 'far away'] });
  expect(media['path']).not.toContain(other.synapse.folder);
});

test('`supports()` is true of what this Synapse has', async () => {
  const names = ['setPresenceForUsers', 'shutdownRoom', 'ratelimit', 'readTemplates', 'scheduleTask', 'checkUsername'];
  for (const name of names) expect([name, await call('supports', name)]).toEqual([name, true]);
  const hasDeliveries = !isBefore(await synapseVersion(), '1.158');
  for (const name of ['onEventDeliveredOverFederation', 'registerFederationCallbacks']) {
    expect([name, await call('supports', name)]).toEqual([name, hasDeliveries]);
  }
});

test('no member loses or leaks a log context', () => {
  expect(synapse.log).not.toContain('Expected logging context');
});

describe('errors of members', () => {
  test('have the stack of the module that asked', async () => {
    const stack = await api.stackOf('updateRoomMembership', '@eve:elsewhere', bob.userId, '!room', 'invite');
    expect(stack).toMatch(/^RangeError: .+\n {4}at /);
    expect(stack).toMatch(/\n {4}at .*Caller\.call \(.*fixtures\/caller\.ts:3\d:/);
    const refused = await api.stackOf('getUserByReq', 'no request');
    expect(refused).toMatch(/\n {4}at .*Caller\.call \(.*fixtures\/caller\.ts:3\d:/);
    const unknown = await api.stackOf('invalidateAccessToken', 'nobody has it');
    expect(unknown).toMatch(/^SynapseError: .+\n {4}at /);
    expect(unknown).toMatch(/\n {4}at .*Caller\.call \(.*fixtures\/caller\.ts:3\d:/);
  });

  test("stand in Synapse's log with the traceback; refusals without one", async () => {
    await call('updateRoomMembership', '@eve:elsewhere', bob.userId, '!room', 'invite');
    const failed = /api\.updateRoomMembership failed\nTraceback \(most recent call last\):\n(?: .*\n)+RuntimeError: /;
    await expect.poll(() => synapse.log).toMatch(failed);
    await call('invalidateAccessToken', 'nobody has it');
    await expect.poll(() => synapse.log).toMatch(/api\.invalidateAccessToken was refused: 401: .+\n(?!Traceback)/);
  });
});
