import { Module, UnsignedEventData, type JsonObject, type RoomEvent } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { roomServer } from '../test/room-server.ts';
import { client } from '../test/test-server.ts';

const asked: string[] = [];

@Module()
class Marker {
  @UnsignedEventData
  addFieldToUnsignedCallback({ event_id, type }: RoomEvent): JsonObject {
    asked.push(type);
    return { 'org.example.mark': event_id, membership: 'mine', age: 'mine' };
  }
}

interface Served {
  readonly event_id: string;
  readonly unsigned: JsonObject;
}

/** A room with a message, a reaction to it, and a message that was redacted. */
async function start() {
  const started = await roomServer([Marker]);
  const { alice, room, ask } = started;
  const send = async (type: string, txnId: string, content: JsonObject): Promise<string> =>
    (await ask(alice, 'PUT', room(`/send/${type}/${txnId}`), content)).body.event_id;
  const eventId = await send('m.room.message', '1', { msgtype: 'm.text', body: 'x' });
  const relation = { rel_type: 'm.annotation', event_id: eventId, key: '+' };
  await send('m.reaction', '2', { 'm.relates_to': relation });
  const redacted = await send('m.room.message', '3', { msgtype: 'm.text', body: 'y' });
  await ask(alice, 'PUT', room(`/redact/${redacted}/4`), {});
  asked.length = 0;
  return { ...started, eventId, redacted, get: (path: string) => ask(alice, 'GET', path) };
}

describe('EventSerializer.serialize()', () => {
  test('`serialize()` lets modules add to the unsigned data wherever events are served', async () => {
    await using started = await start();
    const { eventId, roomId, room, get } = started;
    const relations = `/_matrix/client/v1/rooms/${encodeURIComponent(roomId)}/relations/${eventId}`;
    const joined = (await get(client('/sync'))).body.rooms.join[roomId];
    const around = (await get(room(`/context/${eventId}`))).body;
    const served: Readonly<Record<string, readonly Served[]>> = {
      timeline: joined.timeline.events,
      messages: (await get(room('/messages?dir=b'))).body.chunk,
      event: [(await get(room(`/event/${eventId}`))).body],
      context: [around.event],
      before: around.events_before,
      after: around.events_after,
      contextState: around.state,
      relations: (await get(relations)).body.chunk,
      state: (await get(room('/state'))).body,
      stateEvent: [(await get(room('/state/m.room.create?format=event'))).body],
      members: (await get(room('/members'))).body.chunk,
    };
    const unmarked = Object.entries(served).flatMap(([where, events]) =>
      events.length > 0 && events.every(({ event_id, unsigned }) => unsigned['org.example.mark'] === event_id)
        ? []
        : where,
    );
    expect(unmarked).toEqual([]);
    const { unsigned } = (await get(room(`/event/${eventId}`))).body as Served;
    expect(unsigned).toEqual({
      age: 0,
      membership: 'join',
      transaction_id: '1',
      'org.example.mark': eventId,
    });
  });

  test('`serialize()` does not ask modules about the redaction that an event comes with', async () => {
    await using started = await start();
    const { redacted, room, get } = started;
    const { unsigned } = (await get(room(`/event/${redacted}`))).body as Served;
    expect(asked).toEqual(['m.room.message']);
    expect(unsigned['org.example.mark']).toBe(redacted);
    expect(unsigned['redacted_because']).toMatchObject({ type: 'm.room.redaction', sender: '@alice:test' });
    expect(JSON.stringify(unsigned['redacted_because'])).not.toContain('org.example.mark');
  });
});
