import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock, startTestHomeserver, type TestUser } from '@bouton/testing';
import { expect, test } from 'vitest';
import { InviteLinks } from './invite-links.ts';

const PATH = '/_synapse/client/invite-links';
const DAY = 24 * 60 * 60 * 1000;

const UNUSABLE = { status: 404, body: { errcode: 'M_NOT_FOUND', error: 'This link cannot be used' } };

async function make(user: TestUser, room: string, uses?: number): Promise<string> {
  const link = await user.request('POST', PATH, { room_id: room, ...(uses !== undefined && { uses }) });
  return String(link['token']);
}

function redeem(user: TestUser, token: string) {
  return user.request('POST', `${PATH}/redeem`, { token });
}

test('InviteLinks lets users join, as often as the link says', async () => {
  await using homeserver = await startTestHomeserver({ modules: [InviteLinks] });
  const [alice, bob, carol] = await homeserver.users('alice', 'bob', 'carol');
  const room = await alice.createRoom();
  const token = await make(alice, room, 1);

  expect(await redeem(bob, token)).toEqual({ room_id: room });
  expect(await bob.joinedRooms()).toEqual([room]);
  await expect(redeem(carol, token)).rejects.toMatchObject(UNUSABLE);
  expect(await alice.request('GET', PATH)).toEqual({ links: [] });
});

test('InviteLinks lets one of two in who use the last use at once', async () => {
  await using homeserver = await startTestHomeserver({ modules: [InviteLinks] });
  const [alice, bob, carol] = await homeserver.users('alice', 'bob', 'carol');
  const token = await make(alice, await alice.createRoom(), 1);

  const outcomes = await Promise.allSettled([redeem(bob, token), redeem(carol, token)]);

  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('InviteLinks takes no use if nobody joins', async () => {
  await using homeserver = await startTestHomeserver({ modules: [InviteLinks] });
  const [alice, bob, mallory] = await homeserver.users('alice', 'bob', 'mallory');
  const room = await alice.createRoom();
  await alice.ban(room, mallory);
  const token = await make(alice, room, 1);

  await expect(redeem(mallory, token)).rejects.toMatchObject({
    status: 403,
    body: { errcode: 'M_BAD_STATE', error: 'Cannot invite user who was banned' },
  });
  expect(await redeem(alice, token)).toEqual({ room_id: room });
  expect(await redeem(bob, token)).toEqual({ room_id: room });
});

test('InviteLinks forgets a link when its time is over, also after a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'invite-links-'));
  const options = {
    modules: [{ module: InviteLinks, config: { lifetime: '1d', max_uses: 3 } }],
    settings: { data_directory: folder },
    clock: new ManualClock(),
  };
  try {
    let token: string;
    {
      await using homeserver = await startTestHomeserver(options);
      const alice = await homeserver.user('alice');
      const room = await alice.createRoom();
      token = await make(alice, room);
      expect(await alice.request('GET', PATH)).toEqual({
        links: [{ token, room_id: room, uses_left: 3, expires_ts: homeserver.clock.now() + DAY }],
      });
    }
    await using homeserver = await startTestHomeserver(options);
    const bob = await homeserver.user('bob');
    await homeserver.clock.advance(DAY);
    await homeserver.settled();
    await expect(redeem(bob, token)).rejects.toMatchObject(UNUSABLE);
    const links = await homeserver.api.runDbInteraction('count', async (transaction) => {
      await transaction.execute('SELECT COUNT(*) FROM invite_links');
      return transaction.fetchOne();
    });
    expect(links).toEqual([0]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('InviteLinks gives links to members only, and says what is wrong', async () => {
  await using homeserver = await startTestHomeserver({ modules: [InviteLinks] });
  const [alice, mallory] = await homeserver.users('alice', 'mallory');
  const room = await alice.createRoom();

  expect((await homeserver.fetch(PATH, { method: 'POST', body: '{}' })).status).toBe(401);
  await expect(make(mallory, room)).rejects.toMatchObject({
    status: 403,
    body: { errcode: 'M_FORBIDDEN', error: 'You are not in this room' },
  });
  await expect(make(alice, 'hall')).rejects.toMatchObject({
    status: 400,
    body: { errcode: 'M_INVALID_PARAM', error: 'room_id must be a room ID' },
  });
  for (const uses of [0, 11, 1.5]) {
    await expect(make(alice, room, uses)).rejects.toMatchObject({
      status: 400,
      body: { errcode: 'M_INVALID_PARAM', error: 'uses must be an integer from 1 to 10' },
    });
  }
  const unread = await alice.fetch(PATH, { method: 'POST', body: '{' });
  expect([unread.status, await unread.json()]).toEqual([400, { errcode: 'M_NOT_JSON', error: 'Content not JSON.' }]);
});

test('InviteLinks does not let tokens be guessed', async () => {
  await using homeserver = await startTestHomeserver({ modules: [InviteLinks] });
  const mallory = await homeserver.user('mallory');
  for (const guess of ['a', 'b', 'c', 'd', 'e']) {
    await expect(redeem(mallory, guess)).rejects.toMatchObject(UNUSABLE);
  }

  await expect(redeem(mallory, 'f')).rejects.toMatchObject({
    status: 429,
    body: { errcode: 'M_LIMIT_EXCEEDED', error: 'Too Many Requests', retry_after_ms: 10_000 },
  });
});
