import { expect, test } from 'vitest';
import { buildEvent } from './build-event.ts';
import { toStrippedState, toSyncEvent } from './client-event.ts';
import { redactsOf, toRoomEvent } from './room-event.ts';
import { ROOM_VERSIONS, type RoomVersionId } from './room-version.ts';
import { SigningKey } from './signing-key.ts';

function build(version: RoomVersionId, draft: object): ReturnType<typeof buildEvent> {
  return buildEvent({
    draft: { type: 'm.room.create', state_key: '', sender: '@alice:hs', content: {}, ...draft },
    roomVersion: ROOM_VERSIONS[version],
    prevEvents: [],
    authEvents: [],
    depth: 1,
    originServerTs: 1000,
    serverName: 'hs',
    key: SigningKey.fromStored({ keyId: 'ed25519:1', seed: 'A'.repeat(43) }),
  });
}

function isDeeplyFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen);
}

test('toRoomEvent() shows modules the whole event, deeply frozen', () => {
  const { pdu, eventId } = build('12', { content: { room_version: '12', list: [{ deep: true }] } });
  const event = toRoomEvent(pdu, eventId, ROOM_VERSIONS['12'], { streamOrdering: 7, txnId: 'a' });
  expect(event).toEqual({
    event_id: eventId,
    room_id: `!${eventId.slice(1)}`,
    type: 'm.room.create',
    state_key: '',
    sender: '@alice:hs',
    content: { room_version: '12', list: [{ deep: true }] },
    origin_server_ts: 1000,
    depth: 1,
    prev_events: [],
    auth_events: [],
    hashes: pdu.hashes,
    signatures: pdu.signatures,
    unsigned: {},
    room_version: '12',
    internal_metadata: { streamOrdering: 7, txnId: 'a' },
  });
  expect(isDeeplyFrozen(event)).toBe(true);
});

test.each(['10', '11', '12'] as const)('redactsOf() finds the target of a redaction in room version %s', (version) => {
  const { pdu, eventId } = build(version, { type: 'm.room.redaction', room_id: '!room:hs', redacts: '$target' });
  expect(redactsOf(pdu, ROOM_VERSIONS[version])).toBe('$target');
  expect(toRoomEvent(pdu, eventId, ROOM_VERSIONS[version]).redacts).toBe('$target');
});

test('redactsOf() is undefined for other events', () => {
  const { pdu } = build('11', { type: 'm.room.message', room_id: '!room:hs', content: { redacts: '$target' } });
  expect(redactsOf(pdu, ROOM_VERSIONS['11'])).toBeUndefined();
});

test('toSyncEvent() leaves out the room ID, and adds what is for this client', () => {
  const unsigned = { age_ts: 1500, replaces_state: '$old', invite_room_state: [] };
  const { pdu, eventId } = build('11', { type: 'm.room.name', room_id: '!room:hs', unsigned });
  const event = toRoomEvent(pdu, eventId, ROOM_VERSIONS['11']);
  expect(toSyncEvent(event, 2000, { membership: 'join' })).toEqual({
    event_id: eventId,
    type: 'm.room.name',
    state_key: '',
    sender: '@alice:hs',
    content: {},
    origin_server_ts: 1000,
    unsigned: { age: 500, replaces_state: '$old', membership: 'join' },
  });
});

test('toStrippedState() has what users outside the room may see', () => {
  const { pdu } = build('11', { type: 'm.room.name', room_id: '!room:hs', content: { name: 'n' } });
  expect(toStrippedState(pdu)).toEqual({
    type: 'm.room.name',
    state_key: '',
    sender: '@alice:hs',
    content: { name: 'n' },
  });
});
