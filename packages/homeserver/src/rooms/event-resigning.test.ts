import type { EventId, JsonObject } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { SigningKey } from '../events/index.ts';
import { eventResigning } from './event-resigning.ts';
import { failure, testRooms, type TestRooms } from './test/test-rooms.ts';

const KEY = SigningKey.generate();

/** Makes a whole update; returns which events it signed anew, and how many items its batches had. */
async function resign(rooms: TestRooms, progress: JsonObject, batchSize = 100) {
  const update = eventResigning({ rooms: rooms.store, key: KEY, serverName: 'test' });
  const items: number[] = [];
  for (let next: JsonObject | undefined = progress; next !== undefined;) {
    const batch = await update.next(next, batchSize);
    await rooms.context.database.write(() => batch.write());
    items.push(batch.items);
    next = batch.progress;
  }
  return { items, signed: rooms.store.sentBefore(Infinity, 0, 1000).filter(({ pdu }) => keysOf(pdu)[0] === KEY.keyId) };
}

function keysOf({ signatures }: { readonly signatures: Readonly<Record<string, object>> }): string[] {
  return Object.keys(signatures['test'] ?? {});
}

describe('eventResigning()', () => {
  test('events of other keys are signed anew, in batches, and once', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room();
    const eventId = await rooms.say(rooms.alice, roomId, 'secret');
    const redaction = { type: 'm.room.redaction', room_id: roomId, sender: '@alice:test', content: {} } as const;
    await rooms.sender.send(rooms.alice, { ...redaction, redacts: eventId as EventId });
    const all = rooms.store.sentBefore(Infinity, 0, 1000).length;
    const { items, signed } = await resign(rooms, {}, 3);
    expect([signed.length, items.reduce((sum, count) => sum + count)]).toEqual([all, all]);
    expect([items[0], items.at(-1)]).toEqual([3, 0]);
    const redacted = rooms.store.event(eventId as EventId);
    expect([redacted?.event.content, redacted && rooms.store.json(redacted.stream).includes('secret')]).toEqual([
      {},
      true,
    ]);
    const jsons = signed.map(({ stream }) => rooms.store.json(stream));
    await resign(rooms, {});
    expect(signed.map(({ stream }) => rooms.store.json(stream))).toEqual(jsons);
  });

  test('`before_ts` and `old_key` select the events', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room();
    await rooms.clock.advance(1000);
    const later = rooms.clock.now();
    await rooms.say(rooms.alice, roomId, 'x');
    const other = SigningKey.generate();
    const oldKeyId = keysOf(rooms.store.sentBefore(Infinity, 0, 1)[0]?.pdu ?? { signatures: {} })[0];
    expect((await resign(rooms, { old_key: `${other.keyId} ${other.publicKey}` })).signed).toEqual([]);
    expect((await resign(rooms, { old_key: `${oldKeyId} ${other.publicKey}` })).signed).toEqual([]);
    const { signed } = await resign(rooms, { before_ts: later });
    expect(signed.map(({ event }) => event.type)).not.toContain('m.room.message');
    expect(signed.length).toBeGreaterThan(3);
    expect(await failure(resign(rooms, { old_key: 'nonsense' }))).toBe(
      'Error: The key "nonsense" is not of the form "ed25519:name base64"',
    );
  });
});
