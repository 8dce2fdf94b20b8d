import { readFileSync } from 'node:fs';
import { SynapseError, type EventId, type JsonObject, type UserId } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { authEventKeys } from './auth-event-keys.ts';
import { authorize } from './authorize.ts';
import { buildEvent } from './build-event.ts';
import { eventIdOf } from './event-id.ts';
import { serverNameOf } from './identifiers.ts';
import type { Pdu } from './pdu.ts';
import { ROOM_VERSIONS, type RoomVersionId } from './room-version.ts';
import { SigningKey } from './signing-key.ts';
import type { StateKey, StateLookup } from './state-lookup.ts';

type EventRow = readonly [type: string, stateKey: string | null, sender: UserId, content: JsonObject];

interface Case {
  readonly name: string;
  /** Null if even the create event is missing. */
  readonly state: readonly EventRow[] | null;
  readonly event: EventRow;
  /** The event's auth events beside those that every event has. */
  readonly keys: readonly StateKey[];
  /** What the create event's content has beside the usual. */
  readonly create?: JsonObject;
  readonly prev?: 'create' | 'create and more';
  /** One for all versions, or one for each. */
  readonly refusals: readonly (string | null)[];
}

interface CreateCase {
  readonly name: string;
  readonly fields: JsonObject;
  readonly content: JsonObject;
  readonly refusals: Readonly<Partial<Record<RoomVersionId, string | null>>>;
}

const fixture = JSON.parse(readFileSync(new URL('fixtures/authorization.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Case[];
  readonly creates: readonly CreateCase[];
};

/** Synapse's texts have an event ID or Python's notation; ours do not. */
const OTHER_TEXTS: Readonly<Record<string, string>> = {
  'an event without a create event': '403 M_FORBIDDEN No create event in auth events',
  'ban as true': '400 M_UNKNOWN true must be an integer.',
  'ban as null': '400 M_UNKNOWN null must be an integer.',
  'events with a text': '400 M_UNKNOWN {"x":"50"} must be a dict wherein all the values are integers.',
  'notifications with a text': '400 M_UNKNOWN {"x":"50"} must be a dict wherein all the values are integers.',
  'users with a text':
    '400 M_UNKNOWN {"@admin:hs":100,"@bob:hs":"50"} must be a dict wherein all the values are integers.',
};

const KEY = SigningKey.generate();

function createEvent(version: RoomVersionId, content: JsonObject = {}): Pdu {
  const creator = version === '10' ? { creator: '@alice:hs' } : {};
  const additional = version === '12' ? { additional_creators: ['@dave:hs'] } : {};
  return buildEvent({
    draft: {
      type: 'm.room.create',
      state_key: '',
      sender: '@alice:hs',
      ...(version !== '12' && { room_id: '!room:hs' }),
      content: { room_version: version, ...creator, ...additional, ...content },
    },
    roomVersion: ROOM_VERSIONS[version],
    prevEvents: [],
    authEvents: [],
    depth: 1,
    originServerTs: 1,
    serverName: 'hs',
    key: KEY,
  }).pdu;
}

function event([type, stateKey, sender, content]: EventRow, prevEvents: readonly EventId[] = ['$prev']): Pdu {
  return {
    type,
    ...(stateKey !== null && { state_key: stateKey }),
    sender,
    content,
    room_id: '!ROOM',
    prev_events: prevEvents,
    auth_events: [],
    depth: 5,
    origin_server_ts: 5,
    hashes: { sha256: '' },
    signatures: { [serverNameOf(sender)]: {} },
  };
}

/** The state of a room; asking for more than an event's auth events is an error. */
function lookup(events: readonly Pdu[], keys: readonly StateKey[]): StateLookup {
  const state = new Map(events.map((entry) => [`${entry.type} ${entry.state_key}`, entry]));
  const known = new Set(keys.map(([type, stateKey]) => `${type} ${stateKey}`));
  return (type, stateKey) => {
    if (!known.has(`${type} ${stateKey}`)) throw new Error(`Asked for the state ${type} "${stateKey}"`);
    return state.get(`${type} ${stateKey}`);
  };
}

/** `403 M_FORBIDDEN text`, or null. */
function refusalOf(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (!SynapseError.is(error)) throw error;
    return `${error.status} ${error.errcode} ${error.message.replaceAll('!ROOM', 'ROOM')}`;
  }
}

describe.each(['10', '11', '12'] as const)('in room version %s, as Synapse,', (version) => {
  const roomVersion = ROOM_VERSIONS[version];

  test.each(fixture.cases)('authorize() decides on $name', (row) => {
    const create = createEvent(version, row.create);
    const createId = eventIdOf(create, roomVersion);
    const prevEvents = { create: [createId], 'create and more': [createId, '$more'], none: undefined } as const;
    const checked = event(row.event, prevEvents[row.prev ?? 'none']);
    const state = row.state === null ? [] : [create, ...row.state.map((entry) => event(entry))];
    const refusals = row.refusals.length === 1 ? row.refusals[0] : row.refusals[Number(version) - 10];
    expect(refusalOf(() => authorize(checked, lookup(state, authEventKeys(checked)), roomVersion))).toBe(
      OTHER_TEXTS[row.name] ?? refusals,
    );
  });

  test.each(fixture.creates.filter(({ refusals }) => refusals[version] !== undefined))(
    'authorize() decides on $name',
    ({ fields, content, refusals }) => {
      const pdu = createEvent(version);
      const changed = Object.entries({ ...pdu.content, ...content }).filter(([, value]) => value !== null);
      const checked: Pdu = { ...pdu, ...fields, content: Object.fromEntries(changed) };
      expect(refusalOf(() => authorize(checked, lookup([], []), roomVersion))).toBe(refusals[version]);
    },
  );
});

test('authorize() refuses a create event with a room ID if the ID is its hash', () => {
  const checked: Pdu = { ...createEvent('12'), room_id: '!room:hs' };
  expect(refusalOf(() => authorize(checked, lookup([], []), ROOM_VERSIONS['12']))).toBe(
    '403 M_FORBIDDEN Create event has a room_id',
  );
});

test.each([
  [
    'no state key',
    ['m.room.member', null, '@alice:hs', { membership: 'join' }],
    "'m.room.member' must be state events",
  ],
  ['no membership', ['m.room.member', '@alice:hs', '@alice:hs', {}], 'Content has not membership key'],
  ['another membership', ['m.room.member', '@alice:hs', '@alice:hs', { membership: 'x' }], 'Unknown membership x'],
] as const)('authorize() refuses a member event with %s', (_name, row, message) => {
  const checked = event(row);
  const state = lookup([createEvent('12')], authEventKeys(checked));
  expect(refusalOf(() => authorize(checked, state, ROOM_VERSIONS['12']))).toBe(`403 M_FORBIDDEN ${message}`);
});

test('authorize() refuses a member event whose state key is not a user ID', () => {
  const checked = event(['m.room.member', 'alice', '@alice:hs', { membership: 'join' }]);
  const state = lookup([createEvent('12')], authEventKeys(checked));
  expect(refusalOf(() => authorize(checked, state, ROOM_VERSIONS['12']))).toBe("400 M_UNKNOWN Invalid ID: 'alice'");
});
