import { request as httpRequest } from 'node:http';
import { Module, NOT_SPAM, SpamChecker, WebResource, type RoomEvent, type SpamVerdict } from '@bouton/sdk';
import { startTestHomeserver, type TestUser } from '@bouton/testing';
import { expect, test } from 'vitest';

const CLIENT = '/_matrix/client/v3';

/** The status and the body of an answer. */
async function answerOf(response: Promise<Response>): Promise<{ status: number; errcode: unknown; error: unknown }> {
  const answer = await response;
  const { errcode, error } = (await answer.json()) as { errcode?: unknown; error?: unknown };
  return { status: answer.status, errcode, error };
}

const post = (user: TestUser, path: string, body: string | Uint8Array<ArrayBuffer>) =>
  answerOf(user.fetch(path, { method: 'POST', body }));

test.each([
  ['no JSON', '{', { status: 400, errcode: 'M_NOT_JSON' }],
  ['nothing', '', { status: 400, errcode: 'M_NOT_JSON' }],
  ['a list', '[]', { status: 400, errcode: 'M_BAD_JSON' }],
  ['a wrong type', '{"invite":"@bob:localhost"}', { status: 400, errcode: 'M_BAD_JSON' }],
  ['an unknown room version', '{"room_version":"99"}', { status: 400, errcode: 'M_UNSUPPORTED_ROOM_VERSION' }],
])('a body of %s is refused', async (_, body, expected) => {
  await using homeserver = await startTestHomeserver();
  const alice = await homeserver.user('alice');

  expect(await post(alice, `${CLIENT}/createRoom`, body)).toMatchObject(expected);
});

test('a body that is not UTF-8 is refused', async () => {
  await using homeserver = await startTestHomeserver();
  const alice = await homeserver.user('alice');

  const answer = await post(alice, `${CLIENT}/createRoom`, new Uint8Array([0x7b, 0xff, 0x7d]));

  expect(answer).toMatchObject({ status: 400, errcode: 'M_NOT_JSON' });
});

test('a request without a token, and one with an unknown token, are refused', async () => {
  await using homeserver = await startTestHomeserver();
  const whoami = (headers: Record<string, string>) =>
    answerOf(homeserver.fetch(`${CLIENT}/account/whoami`, { headers }));

  expect(await whoami({})).toMatchObject({ status: 401, errcode: 'M_MISSING_TOKEN' });
  expect(await whoami({ authorization: 'Basic YTpi' })).toMatchObject({ status: 401, errcode: 'M_MISSING_TOKEN' });
  expect(await whoami({ authorization: 'Bearer nobody' })).toMatchObject({ status: 401, errcode: 'M_UNKNOWN_TOKEN' });
});

test('an unknown endpoint and a wrong method are told apart', async () => {
  await using homeserver = await startTestHomeserver();

  const unknown = answerOf(homeserver.fetch(`${CLIENT}/nothing`));
  const wrongMethod = answerOf(homeserver.fetch('/_matrix/client/versions', { method: 'DELETE' }));

  expect(await unknown).toEqual({ status: 404, errcode: 'M_UNRECOGNIZED', error: 'Unrecognized request' });
  expect(await wrongMethod).toEqual({ status: 405, errcode: 'M_UNRECOGNIZED', error: 'Unrecognized request' });
});

test('an event of more than 65,536 bytes is refused, one below is not', async () => {
  await using homeserver = await startTestHomeserver();
  const alice = await homeserver.user('alice');
  const room = await alice.createRoom();

  await expect(alice.say(room, 'x'.repeat(65_536))).rejects.toMatchObject({ status: 413, errcode: 'M_TOO_LARGE' });
  await expect(alice.say(room, 'x'.repeat(60_000))).resolves.toMatch(/^\$/);
});

test('an upload beyond the limit is refused before it is read', async () => {
  await using homeserver = await startTestHomeserver({ settings: { max_upload_size: '1K' } });
  const alice = await homeserver.user('alice');

  await expect(alice.upload('x'.repeat(1_025), 'text/plain')).rejects.toMatchObject({
    status: 413,
    body: { errcode: 'M_TOO_LARGE', error: 'Upload request body is too large' },
  });
  await expect(alice.upload('x'.repeat(1_024), 'text/plain')).resolves.toMatch(/^mxc:/);
});

test('a body without an end is cut off, and the homeserver lives on', async () => {
  await using homeserver = await startTestHomeserver();
  const alice = await homeserver.user('alice');
  const outcome = await new Promise<unknown>((resolve) => {
    const request = httpRequest(`${homeserver.baseUrl}${CLIENT}/createRoom`, {
      method: 'POST',
      headers: { authorization: `Bearer ${alice.accessToken}`, 'transfer-encoding': 'chunked' },
    });
    // Who still writes when the homeserver hangs up may never see its answer.
    request.on('response', ({ statusCode }) => resolve(statusCode));
    request.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code));
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    const write = (): void => void (request.destroyed || request.write(chunk, () => setImmediate(write)));
    write();
  });

  expect([413, 'EPIPE', 'ECONNRESET']).toContain(outcome);
  await expect(alice.createRoom()).resolves.toMatch(/^!/);
});

test('paths that do not decode, and parameters of a megabyte, are answered', async () => {
  await using homeserver = await startTestHomeserver();
  const alice = await homeserver.user('alice');

  for (const path of [
    `${CLIENT}/rooms/%E0%A4%A/state`,
    `${CLIENT}/rooms/!room:localhost/event/${'x'.repeat(10_000)}`,
    `${CLIENT}/rooms/%00/members`,
    `${CLIENT}/profile/@alice:localhost/../../..`,
  ]) {
    const { status } = await alice.fetch(path);
    expect({ path, isClientFault: status >= 400 && status < 500 }).toEqual({ path, isClientFault: true });
  }
});

@Module()
class Broken {
  @SpamChecker
  async checkEventForSpam(event: RoomEvent): Promise<SpamVerdict> {
    const { body } = event.content;
    if (body === 'throw') throw new Error('broken');
    if (body === 'hang') await new Promise(() => {});
    return NOT_SPAM;
  }

  @WebResource('/_synapse/client/broken')
  broken(): Response {
    throw new TypeError('broken');
  }
}

test('a module that throws or hangs harms its own request only', async () => {
  await using homeserver = await startTestHomeserver({
    modules: [Broken],
    callbacks: { check_event_for_spam: { deadline: 100 } },
  });
  const alice = await homeserver.user('alice');
  const room = await alice.createRoom();

  const hangs = alice.say(room, 'hang');
  const throws = alice.say(room, 'throw');
  const works = alice.say(room, 'work');

  await expect(throws).rejects.toMatchObject({
    status: 500,
    body: { errcode: 'M_UNKNOWN', error: 'Internal server error' },
  });
  await expect(works).resolves.toMatch(/^\$/);
  await expect(hangs).rejects.toMatchObject({ status: 503, errcode: 'M_UNKNOWN' });
  expect(await answerOf(homeserver.fetch('/_synapse/client/broken'))).toEqual({
    status: 500,
    errcode: 'M_UNKNOWN',
    error: 'Internal server error',
  });
});

test('the same message, sent many times at the same moment, is as many events', async () => {
  await using homeserver = await startTestHomeserver();
  const alice = await homeserver.user('alice');
  const room = await alice.createRoom();

  const events = await Promise.all(Array.from({ length: 20 }, () => alice.say(room, 'Hello')));

  expect(new Set(events).size).toBe(20);
});
