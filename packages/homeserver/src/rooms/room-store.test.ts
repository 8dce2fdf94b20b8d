import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RoomId } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { failure, testRooms, type TestRooms } from './test/test-rooms.ts';

const setTopic = async (rooms: TestRooms, roomId: RoomId, topic: string) =>
  (
    await rooms.sender.send(rooms.alice, {
      type: 'm.room.topic',
      state_key: '',
      room_id: roomId,
      sender: '@alice:test',
      content: { topic },
    })
  ).stream;

describe('RoomStore', () => {
  test('`stateEvent()`, `stateOfType()` and `fullState()` give the state at a place', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room();
    const [one, two] = [await setTopic(rooms, roomId, 'one'), await setTopic(rooms, roomId, 'two')];
    await rooms.membership.update(rooms.bob, '@bob:test', roomId, 'join');
    const topicAt = (at?: number) => rooms.store.stateEvent(roomId, 'm.room.topic', '', at)?.event.content['topic'];
    expect([topicAt(), topicAt(two), topicAt(two - 1), topicAt(one - 1)]).toEqual(['two', 'two', 'one', undefined]);
    const membersAt = (at?: number) =>
      rooms.store.stateOfType(roomId, 'm.room.member', at).map(({ event }) => event.state_key);
    expect([membersAt(), membersAt(two)]).toEqual([['@alice:test', '@bob:test'], ['@alice:test']]);
    const state = (at?: number) => rooms.store.fullState(roomId, at).map(({ event }) => [event.type, event.state_key]);
    expect(state(rooms.context.stream.current)).toEqual(state());
    expect(state().slice(-2)).toEqual([
      ['m.room.topic', ''],
      ['m.room.member', '@bob:test'],
    ]);
    expect(state(one - 1).map(([type]) => type)).toEqual([
      'm.room.create',
      'm.room.member',
      'm.room.power_levels',
      'm.room.join_rules',
      'm.room.history_visibility',
    ]);
  });

  test('`roomsOf()` and `members()` follow the memberships', async () => {
    using rooms = await testRooms();
    const [first, second] = [await rooms.room({}, rooms.bob), await rooms.room({}, rooms.bob, rooms.carol)];
    await rooms.membership.update(rooms.bob, '@bob:test', first, 'leave');
    expect(rooms.store.roomsOf('@bob:test', 'join').map(({ roomId }) => roomId)).toEqual([second]);
    expect(
      rooms.store.roomsOf('@bob:test', 'join', 'leave').map(({ roomId, membership }) => [roomId, membership]),
    ).toEqual([
      [second, 'join'],
      [first, 'leave'],
    ]);
    expect(rooms.store.members(second, 'join')).toEqual(['@alice:test', '@bob:test', '@carol:test']);
  });

  test('knows nothing of events whose write failed', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room({}, rooms.bob);
    const seen: string[] = [];
    const write = rooms.context.database.write(() => {
      rooms.context.database.run("UPDATE rooms SET creator = '@bob:test' WHERE room_id = ?", roomId);
      seen.push(rooms.store.room(roomId)?.creator ?? '');
      throw new Error('Undone');
    });
    expect(await failure(write)).toBe('Error: Undone');
    expect([seen, rooms.store.room(roomId)?.creator]).toEqual([['@bob:test'], '@alice:test']);
  });

  test('finds everything again after a restart, transactions too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bouton-rooms-'));
    const file = join(folder, 'homeserver.db');
    try {
      const first = await testRooms({}, file);
      const roomId = await first.room({ name: 'Hall' });
      const eventId = await first.say(first.alice, roomId, 'hello', 'txn');
      const place = first.context.stream.current;
      first[Symbol.dispose]();

      using second = await testRooms({}, file);
      expect(second.store.stateEvent(roomId, 'm.room.name', '')?.event.content).toEqual({ name: 'Hall' });
      expect(await second.say(second.alice, roomId, 'hello', 'txn')).toBe(eventId);
      const [newest] = second.store.timeline(roomId, { from: Infinity, direction: 'b', limit: 1 });
      expect(newest?.event.event_id).toBe(eventId);
      const next = await second.say(second.alice, roomId, 'again', 'other');
      const stored = second.store.event(next as `$${string}`);
      expect(stored?.event.prev_events).toEqual([eventId]);
      expect(stored?.stream).toBeGreaterThan(place);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
