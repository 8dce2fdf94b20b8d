import { startTestHomeserver } from '@bouton/testing';
import { expect, test } from 'vitest';
import { CLIENT, sync, types } from '../support/sync.ts';

test('a sync brings typing, receipts and unread counts', async () => {
  await using homeserver = await startTestHomeserver();
  const alice = await homeserver.user('alice');
  const bob = await homeserver.user('bob');
  const room = await alice.createRoom({ invite: [bob.userId] });
  await bob.join(room);
  const { next_batch: since } = await sync(bob);
  const path = `${CLIENT}/rooms/${encodeURIComponent(room)}`;
  await alice.say(room, 'First');
  const mention = { msgtype: 'm.text', body: 'Second', 'm.mentions': { user_ids: [bob.userId] } };
  const second = await alice.send(room, 'm.room.message', mention);
  await alice.request('PUT', `${path}/typing/${alice.userId}`, { typing: true, timeout: 10_000 });

  const unread = await sync(bob, since);
  expect(unread.rooms.join[room]!.unread_notifications).toEqual({ notification_count: 2, highlight_count: 1 });
  expect(unread.rooms.join[room]!.ephemeral.events).toEqual([
    { type: 'm.typing', content: { user_ids: [alice.userId] } },
  ]);

  await bob.request('POST', `${path}/receipt/m.read/${encodeURIComponent(second)}`, {});
  await homeserver.clock.advance(10_000);
  const read = await sync(bob, unread.next_batch);
  expect(read.rooms.join[room]!.unread_notifications).toEqual({ notification_count: 0, highlight_count: 0 });
  expect(read.rooms.join[room]!.ephemeral.events).toEqual([
    { type: 'm.typing', content: { user_ids: [] } },
    { type: 'm.receipt', content: { [second]: { 'm.read': { [bob.userId]: { ts: expect.any(Number) } } } } },
  ]);
});

test('a sync keeps private receipts private', async () => {
  await using homeserver = await startTestHomeserver({ settings: { presence: { enabled: false } } });
  const alice = await homeserver.user('alice');
  const bob = await homeserver.user('bob');
  const room = await alice.createRoom({ invite: [bob.userId] });
  await bob.join(room);
  const event = await alice.say(room, 'Hello');
  const { next_batch: since } = await sync(alice);

  await bob.request('POST', `${CLIENT}/rooms/${encodeURIComponent(room)}/read_markers`, {
    'm.fully_read': event,
    'm.read.private': event,
  });

  expect((await sync(alice, since)).rooms.join).toEqual({});
  const own = (await sync(bob, since)).rooms.join[room]!;
  expect(types(own.ephemeral.events)).toEqual(['m.receipt']);
  expect(own.account_data.events).toEqual([{ type: 'm.fully_read', content: { event_id: event } }]);
});

test('a sync brings account data, and presence of those who share a room', async () => {
  await using homeserver = await startTestHomeserver();
  const alice = await homeserver.user('alice');
  const bob = await homeserver.user('bob');
  const carol = await homeserver.user('carol');
  const room = await alice.createRoom({ invite: [bob.userId] });
  await bob.join(room);
  const { next_batch: since } = await sync(alice);
  await alice.setAccountData('org.example.colour', { colour: 'red' });
  for (const user of [bob, carol]) {
    const path = `${CLIENT}/presence/${user.userId}/status`;
    await user.request('PUT', path, { presence: 'unavailable', status_msg: 'Away' });
  }

  const news = await sync(alice, since);

  expect(news.account_data.events).toEqual([{ type: 'org.example.colour', content: { colour: 'red' } }]);
  expect(news.presence.events.filter(({ sender }) => sender !== alice.userId)).toEqual([
    {
      type: 'm.presence',
      sender: bob.userId,
      content: { presence: 'unavailable', status_msg: 'Away', last_active_ago: 0 },
    },
  ]);
});

test('who does not sync any more goes offline', async () => {
  await using homeserver = await startTestHomeserver();
  const alice = await homeserver.user('alice');
  const path = `${CLIENT}/presence/${alice.userId}/status`;
  await sync(alice);
  expect(await alice.request('GET', path)).toMatchObject({ presence: 'online', currently_active: true });

  await homeserver.clock.advance(30_000);

  expect(await alice.request('GET', path)).toEqual({ presence: 'offline', last_active_ago: 30_000 });
});

test('a message to a device waits until a sync has brought it', async () => {
  await using homeserver = await startTestHomeserver();
  const alice = await homeserver.user('alice');
  const bob = await homeserver.user('bob');
  const { next_batch: since } = await sync(bob);
  const messages = { [bob.userId]: { '*': { code: 7 } }, '@nobody:localhost': { X: {} } };
  await alice.request('PUT', `${CLIENT}/sendToDevice/org.example.code/1`, { messages });
  const message = { type: 'org.example.code', sender: alice.userId, content: { code: 7 } };

  const first = await sync(bob, since);
  const again = await sync(bob, since);
  const after = await sync(bob, first.next_batch);

  expect(first.to_device.events).toEqual([message]);
  expect(again.to_device.events).toEqual([message]);
  expect(after.to_device.events).toEqual([]);
});
