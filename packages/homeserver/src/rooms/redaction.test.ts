import type { EventId } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { failure, testRooms, type TestRooms } from './test/test-rooms.ts';

const redact = (rooms: TestRooms, by: TestRooms['alice'], roomId: `!${string}`, redacts: string) =>
  rooms.sender.send(by, {
    type: 'm.room.redaction',
    room_id: roomId,
    sender: by.user,
    content: { reason: 'because' },
    redacts: redacts as EventId,
  });

describe('a redaction', () => {
  test.each(['10', '11', '12'])('takes the content of its target in a room of version %s', async (version) => {
    using rooms = await testRooms();
    const roomId = await rooms.room({ room_version: version }, rooms.bob);
    const eventId = (await rooms.say(rooms.bob, roomId, 'secret')) as EventId;
    const redaction = await redact(rooms, rooms.bob, roomId, eventId);
    const stored = rooms.store.event(eventId)!;
    expect(stored.event.content).toEqual({});
    expect(stored.event.internal_metadata.redacted).toBe(true);
    expect(stored.redactedBecause?.event.event_id).toBe(redaction.event.event_id);
    expect(redaction.event.redacts).toBe(eventId);
    expect(redaction.pdu.redacts).toBe(version === '10' ? eventId : undefined);
  });

  test('is allowed for own events, and with the power to redact', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room({}, rooms.bob);
    const [alices, bobs] = [await rooms.say(rooms.alice, roomId, 'a'), await rooms.say(rooms.bob, roomId, 'b')];
    expect(await failure(redact(rooms, rooms.bob, roomId, alices))).toBe(
      "403 M_FORBIDDEN: You don't have permission to redact events",
    );
    expect(await failure(redact(rooms, rooms.alice, roomId, bobs))).toBe('no failure');
    expect(await failure(redact(rooms, rooms.bob, roomId, '$unknown'))).toBe(
      '404 M_NOT_FOUND: Could not find event $unknown',
    );
    expect(rooms.store.event(alices as EventId)?.event.content).toEqual({ msgtype: 'm.text', body: 'a' });
  });

  test('of state takes it from the current state as well', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room({ topic: 'secret' });
    const topic = rooms.store.stateEvent(roomId, 'm.room.topic', '')!;
    await redact(rooms, rooms.alice, roomId, topic.event.event_id);
    expect(rooms.store.stateEvent(roomId, 'm.room.topic', '')?.event.content).toEqual({});
    expect(rooms.store.fullState(roomId).find(({ event }) => event.type === 'm.room.topic')?.event.content).toEqual({});
  });

  test('that is refused leaves its target as it is', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room({}, rooms.bob);
    const create = rooms.store.stateEvent(roomId, 'm.room.create', '')!;
    expect(await failure(redact(rooms, rooms.alice, roomId, create.event.event_id))).toBe(
      '403 M_FORBIDDEN: Redacting create events is not permitted',
    );
    expect(rooms.store.event(create.event.event_id)?.redactedBecause).toBeUndefined();
  });

  test('that is redacted itself is shown so with its target', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room();
    const eventId = (await rooms.say(rooms.alice, roomId, 'secret')) as EventId;
    const redaction = await redact(rooms, rooms.alice, roomId, eventId);
    expect(rooms.store.event(eventId)?.redactedBecause?.event.content['reason']).toBe('because');
    await redact(rooms, rooms.alice, roomId, redaction.event.event_id);
    expect(rooms.store.event(eventId)?.redactedBecause?.event.content['reason']).toBeUndefined();
  });
});
