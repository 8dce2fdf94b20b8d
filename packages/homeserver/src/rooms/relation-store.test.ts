import type { EventId, RoomId } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { failure, testRooms, type TestRooms } from './test/test-rooms.ts';

const relate = (rooms: TestRooms, roomId: RoomId, relType: string, eventId: string, type = 'm.test') =>
  rooms.sender.send(rooms.alice, {
    type,
    room_id: roomId,
    sender: '@alice:test',
    content: { 'm.relates_to': { rel_type: relType, event_id: eventId } },
  });

describe('RelationStore', () => {
  test('`assertAllowed()` refuses the same reaction twice, and one to another room', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room();
    const target = await rooms.say(rooms.alice, roomId, 'x');
    const react = (room: `!${string}`) =>
      rooms.sender.send(rooms.alice, {
        type: 'm.reaction',
        room_id: room,
        sender: '@alice:test',
        content: { 'm.relates_to': { rel_type: 'm.annotation', event_id: target, key: '👍' } },
      });
    const reaction = await react(roomId);
    expect(await failure(react(roomId))).toBe("400 M_DUPLICATE_ANNOTATION: Can't send same reaction twice");
    expect(await failure(react(await rooms.room()))).toBe('400 M_UNKNOWN: Relations must be in the same room');
    await rooms.sender.send(rooms.alice, {
      type: 'm.room.redaction',
      room_id: roomId,
      sender: '@alice:test',
      content: {},
      redacts: reaction.event.event_id,
    });
    expect(await failure(react(roomId))).toBe('no failure');
  });

  test('`assertAllowed()` refuses a thread that starts at an event which relates to another', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room();
    const root = await rooms.say(rooms.alice, roomId, 'root');
    const reply = await relate(rooms, roomId, 'm.thread', root);
    expect(await failure(relate(rooms, roomId, 'm.thread', reply.event.event_id))).toBe(
      '400 M_UNKNOWN: Cannot start threads from an event with a relation',
    );
  });

  test('`list()` gives the related events, by type and direction', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room();
    const root = (await rooms.say(rooms.alice, roomId, 'root')) as EventId;
    const ids: string[] = [];
    for (const relType of ['m.reference', 'm.thread', 'm.thread']) {
      ids.push((await relate(rooms, roomId, relType, root, `type of ${ids.length}`)).event.event_id);
    }
    const list = (relType?: string, eventType?: string, direction: 'b' | 'f' = 'f', limit = 10) => {
      const range = { direction, from: direction === 'f' ? 0 : Number.MAX_SAFE_INTEGER, limit };
      return rooms.relations.list(roomId, root, { relType, eventType, range }).map(({ event }) => event.event_id);
    };
    expect([list(), list('m.thread'), list('m.thread', 'type of 2'), list(undefined, undefined, 'b', 2)]).toEqual([
      ids,
      ids.slice(1),
      ids.slice(2),
      [ids[2], ids[1]],
    ]);
  });
});
