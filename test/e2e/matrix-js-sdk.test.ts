import { ClientEvent, createClient, EventType, MsgType, Preset, RoomEvent, SyncState } from 'matrix-js-sdk';
import type { MatrixClient, MatrixEvent } from 'matrix-js-sdk';
import { expect, test } from 'vitest';
import { startBouton } from '../support/start-bouton.ts';

const CONFIG = `
server_name: localhost
enable_registration: true
modules:
  - module: ./no-secrets.ts#NoSecrets
`;

/** Refuses messages that hold the word "secret". */
const NO_SECRETS = `
import { Codes, Module, NOT_SPAM, SpamChecker, type RoomEvent, type SpamVerdict } from '@bouton/sdk';

@Module()
export class NoSecrets {
  @SpamChecker
  checkEventForSpam(event: RoomEvent): SpamVerdict {
    const { body } = event.content;
    return typeof body === 'string' && body.includes('secret') ? [Codes.FORBIDDEN, { word: 'secret' }] : NOT_SPAM;
  }
}
`;

/** Registers an account, logs in anew, and starts the sync loop. */
async function connect(baseUrl: string, name: string): Promise<MatrixClient> {
  const password = `password of ${name}`;
  const anonymous = createClient({ baseUrl });
  await anonymous.registerRequest({ username: name, password, auth: { type: 'm.login.dummy' } });
  const login = await anonymous.loginRequest({
    type: 'm.login.password',
    identifier: { type: 'm.id.user', user: name },
    password,
  });
  const client = createClient({
    baseUrl,
    userId: login.user_id,
    deviceId: login.device_id,
    accessToken: login.access_token,
  });
  const prepared = new Promise<void>((resolve) => {
    client.on(ClientEvent.Sync, (state) => state === SyncState.Prepared && resolve());
  });
  await client.startClient({ initialSyncLimit: 20 });
  await prepared;
  return client;
}

/** Resolves with the next event that the client's sync brings and that fits. */
function nextEvent(client: MatrixClient, fits: (event: MatrixEvent) => boolean): Promise<MatrixEvent> {
  return new Promise((resolve) => {
    const listener = (event: MatrixEvent) => {
      if (!fits(event)) return;
      client.off(RoomEvent.Timeline, listener);
      resolve(event);
    };
    client.on(RoomEvent.Timeline, listener);
  });
}

/** Resolves once the client's sync shows the membership in the room. */
function membership(client: MatrixClient, roomId: string, wanted: string): Promise<void> {
  if (client.getRoom(roomId)?.getMyMembership() === wanted) return Promise.resolve();
  return new Promise((resolve) => {
    client.on(RoomEvent.MyMembership, (room, current) => room.roomId === roomId && current === wanted && resolve());
  });
}

test('matrix-js-sdk talks to the homeserver, and meets a denial from a module', { timeout: 60_000 }, async () => {
  await using bouton = await startBouton(CONFIG, { files: { 'no-secrets.ts': NO_SECRETS } });
  const alice = await connect(bouton.baseUrl, 'alice');
  const bob = await connect(bouton.baseUrl, 'bob');
  try {
    const { room_id: roomId } = await alice.createRoom({ name: 'Lobby', preset: Preset.PrivateChat });
    await membership(alice, roomId, 'join');
    await expect.poll(() => alice.getRoom(roomId)!.name).toBe('Lobby');

    await alice.invite(roomId, bob.getUserId()!);
    await membership(bob, roomId, 'invite');
    await bob.joinRoom(roomId);
    await membership(bob, roomId, 'join');

    const greeting = nextEvent(bob, (event) => event.getContent()['body'] === 'Hello Bob');
    await alice.sendTextMessage(roomId, 'Hello Bob');
    expect((await greeting).getSender()).toBe('@alice:localhost');

    const answer = nextEvent(alice, (event) => event.getContent()['body'] === 'Hello Alice');
    await bob.sendTextMessage(roomId, 'Hello Alice');
    expect((await answer).getSender()).toBe('@bob:localhost');

    const { content_uri: uri } = await alice.uploadContent(new Blob(['a file'], { type: 'text/plain' }), {
      name: 'file.txt',
    });
    const fileEvent = nextEvent(bob, (event) => event.getContent()['url'] === uri);
    await alice.sendEvent(roomId, EventType.RoomMessage, { msgtype: MsgType.File, body: 'file.txt', url: uri });
    const url = bob.mxcUrlToHttp(
      (await fileEvent).getContent()['url'],
      undefined,
      undefined,
      undefined,
      false,
      true,
      true,
    );
    const download = await fetch(url!, { headers: { authorization: `Bearer ${bob.getAccessToken()}` } });
    expect(download.status).toBe(200);
    expect(await download.text()).toBe('a file');

    await expect(bob.sendTextMessage(roomId, 'a secret')).rejects.toMatchObject({
      httpStatus: 403,
      errcode: 'M_FORBIDDEN',
      data: { error: 'This message has been rejected as probable spam', word: 'secret' },
    });
  } finally {
    alice.stopClient();
    bob.stopClient();
  }
});
