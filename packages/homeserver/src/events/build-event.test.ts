import { readFileSync } from 'node:fs';
import type { EventId, JsonObject, RoomId } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { buildEvent, type BuildEventOptions } from './build-event.ts';
import { toClientEvent } from './client-event.ts';
import type { EventDraft } from './event-draft.ts';
import { eventIdOf } from './event-id.ts';
import { parsePdu } from './pdu.ts';
import { redact } from './redact.ts';
import { toRoomEvent } from './room-event.ts';
import { DEFAULT_ROOM_VERSION, ROOM_VERSIONS, type RoomVersionId } from './room-version.ts';
import { SigningKey } from './signing-key.ts';

interface EventVector {
  readonly version: RoomVersionId;
  readonly draft: EventDraft;
  readonly eventId: EventId;
  readonly roomId: RoomId;
  readonly json: string;
  readonly redacted: JsonObject;
  readonly client: JsonObject & { unsigned: JsonObject };
}

const fixture = JSON.parse(readFileSync(new URL('fixtures/events.json', import.meta.url), 'utf8')) as {
  readonly seed: string;
  readonly serverName: string;
  readonly defaultRoomVersion: string;
  readonly events: readonly EventVector[];
};

const KEY = SigningKey.fromStored({ keyId: 'ed25519:1', seed: fixture.seed });

function options({ version, draft, roomId }: EventVector): BuildEventOptions {
  const common = { roomVersion: ROOM_VERSIONS[version], serverName: fixture.serverName, key: KEY };
  if (draft.type !== 'm.room.create') {
    const auth = version === '12' ? [`$${roomId.slice(1)}` as const, '$a1' as const] : ['$a1' as const];
    const place = { prevEvents: ['$p1', '$p2'], authEvents: auth, depth: 7, originServerTs: 1234567 } as const;
    return { ...common, ...place, draft: { ...draft, room_id: roomId } };
  }
  const place = { prevEvents: [], authEvents: [], depth: 1, originServerTs: 1000 };
  return { ...common, ...place, draft: version === '12' ? draft : { ...draft, room_id: roomId } };
}

describe.each(fixture.events)(
  'as Synapse, in room version $version, for $draft.type with $draft.content:',
  (vector) => {
    const { version, eventId, roomId, json, redacted, client } = vector;
    const roomVersion = ROOM_VERSIONS[version];

    test('buildEvent() hashes, identifies and signs', () => {
      const built = buildEvent(options(vector));
      expect(built).toEqual({ eventId, roomId, json, pdu: JSON.parse(json) });
      expect(eventIdOf(built.pdu, roomVersion)).toBe(eventId);
    });

    test('redact() leaves what identifies the event', () => {
      const pruned = redact(parsePdu(json), roomVersion);
      expect(pruned).toEqual(redacted);
      expect(eventIdOf(pruned, roomVersion)).toBe(eventId);
    });

    test('toClientEvent() shows the event', () => {
      const pdu = parsePdu(json);
      const now = 2_000_000;
      // Synapse counts the age from `age_ts`, which it adds to every event.
      const unsigned = { age: now - pdu.origin_server_ts, ...client.unsigned };
      expect(toClientEvent(toRoomEvent(pdu, eventId, roomVersion), now)).toEqual({ ...client, unsigned });
    });
  },
);

test("DEFAULT_ROOM_VERSION is Synapse's", () => {
  expect(DEFAULT_ROOM_VERSION).toBe(fixture.defaultRoomVersion);
});

function message(content: JsonObject, draft: Partial<EventDraft> = {}): BuildEventOptions {
  return {
    draft: { type: 'm.room.message', sender: '@alice:hs', room_id: '!room:hs', content, ...draft },
    roomVersion: ROOM_VERSIONS['11'],
    prevEvents: ['$p'],
    authEvents: ['$a'],
    depth: 2,
    originServerTs: 1,
    serverName: 'hs',
    key: KEY,
  };
}

test('buildEvent() copies the content, and freezes its copy alone', () => {
  const content = { list: [{ deep: 1 }], absent: undefined };
  const { pdu } = buildEvent(message(content));
  content.list.push({ deep: 2 });
  expect(pdu.content).toEqual({ list: [{ deep: 1 }] });
  expect(() => Object.assign((pdu.content['list'] as JsonObject[])[0] ?? {}, { deep: 3 })).toThrow(TypeError);
  expect(Object.isFrozen(pdu.prev_events)).toBe(true);
});

test('buildEvent() keeps a key named __proto__ as any other', () => {
  const { json, pdu } = buildEvent(message(JSON.parse('{"__proto__": {"membership": "join"}}') as JsonObject));
  expect(json).toContain('"content":{"__proto__":{"membership":"join"}}');
  expect(pdu.content['membership']).toBeUndefined();
});

test('buildEvent() takes an event of 65,536 bytes, and none of 65,537', () => {
  const empty = Buffer.byteLength(buildEvent(message({ body: '' })).json);
  const body = `${'é'.repeat(10)}${'x'.repeat(65_536 - empty - 20)}`;
  expect(Buffer.byteLength(buildEvent(message({ body })).json)).toBe(65_536);
  expect(() => buildEvent(message({ body: `${body}x` }))).toThrow(
    expect.objectContaining({ status: 413, errcode: 'M_TOO_LARGE', message: 'event too large' }),
  );
});

test.each([
  ['type', { type: 'é'.repeat(128) }, "'type' too large"],
  ['state_key', { state_key: 'x'.repeat(256) }, "'state_key' too large"],
  ['sender', { sender: `@${'x'.repeat(255)}:hs` as const }, "'sender' too large"],
  ['room_id', { room_id: `!${'x'.repeat(255)}:hs` as const }, "'room_id' too large"],
])('buildEvent() refuses a %s of more than 255 bytes', (_field, draft, error) => {
  expect(() => buildEvent(message({}, draft))).toThrow(
    expect.objectContaining({ status: 413, errcode: 'M_TOO_LARGE', message: error }),
  );
});

test('buildEvent() takes a type of 255 bytes', () => {
  expect(buildEvent(message({}, { type: `${'é'.repeat(127)}x` })).pdu.type).toHaveLength(128);
});
