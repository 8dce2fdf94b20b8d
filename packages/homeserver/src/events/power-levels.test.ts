import type { JsonObject } from '@bouton/sdk';
import { expect, test } from 'vitest';
import type { Pdu } from './pdu.ts';
import { PowerLevels } from './power-levels.ts';
import { ROOM_VERSIONS } from './room-version.ts';

function pdu(type: string, content: JsonObject): Pdu {
  return {
    type,
    state_key: '',
    sender: '@alice:hs',
    content,
    origin_server_ts: 1,
    depth: 1,
    prev_events: [],
    auth_events: [],
    hashes: { sha256: '' },
    signatures: {},
  };
}

function read(levels: PowerLevels): unknown {
  return {
    alice: levels.ofUser('@alice:hs'),
    bob: levels.ofUser('@bob:hs'),
    carol: levels.ofUser('@carol:hs'),
    message: levels.toSend('m.room.message', false),
    name: levels.toSend('m.room.name', true),
    notifyRoom: levels.toNotify('room'),
    invite: levels.invite,
    kick: levels.kick,
    ban: levels.ban,
    redact: levels.redact,
  };
}

const CREATE = pdu('m.room.create', { creator: '@bob:hs', additional_creators: ['@carol:hs'] });
const DEFAULTS = { message: 0, name: 50, notifyRoom: 50, invite: 0, kick: 50, ban: 50, redact: 50 };

test.each([
  ['10', { alice: 0, bob: 100, carol: 0 }],
  ['11', { alice: 100, bob: 0, carol: 0 }],
  ['12', { alice: Infinity, bob: 0, carol: Infinity }],
] as const)('PowerLevels without a power levels event give the creators theirs in version %s', (version, users) => {
  expect(read(new PowerLevels(CREATE, undefined, ROOM_VERSIONS[version]))).toEqual({ ...users, ...DEFAULTS });
});

test('PowerLevels have defaults for what the event does not set', () => {
  expect(read(new PowerLevels(CREATE, pdu('m.room.power_levels', {}), ROOM_VERSIONS['11']))).toEqual({
    alice: 0,
    bob: 0,
    carol: 0,
    ...DEFAULTS,
  });
});

test('PowerLevels read what the event sets', () => {
  const content = {
    users: { '@alice:hs': 9, '@bob:hs': -1 },
    users_default: 1,
    events: { 'm.room.name': 2 },
    events_default: 3,
    state_default: 4,
    notifications: { room: 5 },
    invite: 6,
    kick: 7,
    ban: 8,
    redact: 0,
  };
  const levels = new PowerLevels(CREATE, pdu('m.room.power_levels', content), ROOM_VERSIONS['11']);
  expect(read(levels)).toEqual({
    alice: 9,
    bob: -1,
    carol: 1,
    message: 3,
    name: 2,
    notifyRoom: 5,
    invite: 6,
    kick: 7,
    ban: 8,
    redact: 0,
  });
  expect(levels.toSend('toString', true)).toBe(4);
});

test('PowerLevels.of() refuses a state without a create event', () => {
  expect(() => PowerLevels.of(() => undefined, ROOM_VERSIONS['12'])).toThrow('No create event in auth events');
});
