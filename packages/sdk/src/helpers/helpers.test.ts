import { expect, expectTypeOf, test } from 'vitest';
import {
  SynapseError,
  isEventId,
  isRoomAlias,
  isRoomId,
  isServerName,
  isUserId,
  parseRoomAlias,
  parseUserId,
  queryBoolean,
  queryInteger,
  queryString,
  readJson,
  toPdu,
  type JsonValue,
  type RoomEvent,
  type UserId,
} from '@bouton/sdk';

const HASH = 'a'.repeat(43);

test.each([
  [
    isUserId,
    '@alice:example.com',
    '@a:[::1]:8448',
    ['@alice', 'alice:example.com', '@:example.com', `@${'a'.repeat(255)}:b`, 5],
  ],
  [isRoomId, '!room:example.com', `!${HASH}`, ['!room', '#room:example.com', null]],
  [isRoomAlias, '#lobby:example.com', '#ünder:example.com:80', ['#lobby', '!lobby:example.com', {}]],
  [isEventId, `$${HASH}`, '$old:example.com', ['$new', HASH, '$:example.com', undefined]],
  [isServerName, 'example.com', '[::1]:8448', ['', 'exa mple', 'example.com:99999', ['example.com']]],
] as const)('`%o` tells what is well-formed', (guard, one, two, others) => {
  expect([one, two].map((value) => guard(value))).toEqual([true, true]);
  expect(others.filter((value) => guard(value))).toEqual([]);
});

test('`isUserId()` and the others narrow a value', () => {
  const value: unknown = '@alice:example.com';
  if (!isUserId(value)) throw new Error('not narrowed');
  expectTypeOf(value).toEqualTypeOf<UserId>();
});

test('`parseUserId()` and `parseRoomAlias()` give the parts', () => {
  expect(parseUserId('@alice:example.com:80')).toEqual({
    id: '@alice:example.com:80',
    localpart: 'alice',
    serverName: 'example.com:80',
  });
  expect(parseRoomAlias('#a:b')).toEqual({ id: '#a:b', localpart: 'a', serverName: 'b' });
});

function bodyOf(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return SynapseError.is(error) ? [error.status, error.errcode, error.message] : error;
  }
}

test.each([
  [() => parseUserId('alice'), 'Expected a user ID of the form @localpart:server, got "alice"'],
  [() => parseUserId(undefined), 'Expected a user ID of the form @localpart:server, got undefined'],
  [() => parseRoomAlias('!a:b'), 'Expected a room alias of the form #localpart:server, got "!a:b"'],
])('%s refuses what is malformed', (parse, message) => {
  expect(bodyOf(parse)).toEqual([400, 'M_INVALID_PARAM', message]);
});

const post = (body: string | Uint8Array<ArrayBuffer>): Request =>
  new Request('https://here/', { method: 'POST', body });
const failure = async (promise: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await promise.then(
    () => 'nothing was thrown',
    (reason: unknown) => reason,
  );
  return SynapseError.is(error) ? [error.status, error.toJson()] : error;
};

test('`readJson()` gives the object in the body, with the keys that it requires', async () => {
  const body = await readJson(post('{"user_id":"@a:b","limit":null,"more":[1]}'), ['user_id', 'limit']);
  expectTypeOf(body.user_id).toEqualTypeOf<JsonValue>();
  expectTypeOf(body['more']).toEqualTypeOf<JsonValue | undefined>();
  expect(body).toEqual({ user_id: '@a:b', limit: null, more: [1] });
});

test.each<[body: string | Uint8Array<ArrayBuffer>, errcode: string, error: string]>([
  ['', 'M_NOT_JSON', 'Content not JSON.'],
  ['{', 'M_NOT_JSON', 'Content not JSON.'],
  ['{"a":NaN}', 'M_NOT_JSON', 'Content not JSON.'],
  ['\uFEFF{}', 'M_NOT_JSON', 'Content not JSON.'],
  [new Uint8Array([0x22, 0xff, 0x22]), 'M_NOT_JSON', 'Content not JSON.'],
  ['[1]', 'M_BAD_JSON', 'Content must be a JSON object.'],
  ['null', 'M_BAD_JSON', 'Content must be a JSON object.'],
  ['{"b":1,"toString":2}', 'M_MISSING_PARAM', "Missing params: ['a', 'valueOf']"],
])('`readJson()` refuses the body %j with %s', async (body, errcode, error) => {
  expect(await failure(readJson(post(body), ['a', 'b', 'valueOf']))).toEqual([400, { errcode, error }]);
});

const ask = (query: string): Request => new Request(`https://here/path?${query}`);

test('`queryString()`, `queryInteger()` and `queryBoolean()` read the query', () => {
  const request = ask('dir=f&dir=b&limit=%2B1_0&below=-3&guests=false&empty=');
  expect([
    queryString(request, 'dir'),
    queryString(request, 'dir', { allowed: ['f', 'b'] }),
    queryString(request, 'empty'),
    queryString(request, 'none', { default: null }),
    queryInteger(request, 'limit'),
    queryInteger(request, 'below', { negative: true }),
    queryInteger(request, 'none', { default: 7 }),
    queryBoolean(request, 'guests'),
    queryBoolean(request, 'none', { default: undefined }),
  ]).toEqual(['f', 'f', '', null, 10, -3, 7, false, undefined]);
  expectTypeOf(queryString(request, 'dir')).toEqualTypeOf<string>();
  expectTypeOf(queryString(request, 'dir', { allowed: ['f', 'b'], default: 'b' })).toEqualTypeOf<'f' | 'b'>();
  expectTypeOf(queryInteger(request, 'limit', { default: null })).toEqualTypeOf<number | null>();
});

test.each<[read: (request: Request) => unknown, errcode: string, error: string]>([
  [(request) => queryString(request, 'none'), 'M_MISSING_PARAM', "Missing string query parameter 'none'"],
  [
    (request) => queryString(request, 'dir', { allowed: ['f', 'b'] }),
    'M_INVALID_PARAM',
    "Query parameter 'dir' must be one of ['f', 'b']",
  ],
  [(request) => queryInteger(request, 'none'), 'M_MISSING_PARAM', 'Missing required integer query parameter none'],
  [(request) => queryInteger(request, 'dir'), 'M_INVALID_PARAM', 'Query parameter dir must be an integer'],
  [(request) => queryInteger(request, 'large'), 'M_INVALID_PARAM', 'Query parameter large must be an integer'],
  [(request) => queryInteger(request, 'below'), 'M_INVALID_PARAM', 'Query parameter below must be a positive integer.'],
  [(request) => queryBoolean(request, 'none'), 'M_MISSING_PARAM', "Missing boolean query parameter 'none'"],
  [
    (request) => queryBoolean(request, 'dir'),
    'M_INVALID_PARAM',
    "Boolean query parameter 'dir' must be one of ['true', 'false']",
  ],
])('%s refuses what Synapse refuses', (read, errcode, error) => {
  expect(bodyOf(() => read(ask('dir=x&large=9007199254740993&below=-1')))).toEqual([400, errcode, error]);
});

const event: RoomEvent = {
  event_id: `$${HASH}`,
  room_id: '!room:example.com',
  sender: '@alice:example.com',
  type: 'm.room.topic',
  state_key: '',
  content: Object.freeze({ topic: 'x' }),
  origin_server_ts: 5,
  unsigned: { age: 1 },
  depth: 3,
  prev_events: ['$one'],
  auth_events: ['$two'],
  hashes: { sha256: 'h' },
  signatures: { 'example.com': { 'ed25519:a': 's' } },
  room_version: '11',
  internal_metadata: { streamOrdering: 4 },
};

test('`toPdu()` leaves out what is not part of the JSON of an event', () => {
  const { event_id: _id, room_version: _version, internal_metadata: _metadata, ...pdu } = event;
  const copy = toPdu(event);
  expect(copy).toEqual(pdu);
  copy['content'] = {};
  (copy['prev_events'] as string[]).push('$three');
  expect(event.prev_events).toEqual(['$one']);
  const create = { ...event, type: 'm.room.create', room_version: '12', room_id: `!${HASH}` } as const;
  expect('room_id' in toPdu(create)).toBe(false);
  expect(toPdu({ ...event, room_version: '12', room_id: `!${HASH}` })['room_id']).toBe(`!${HASH}`);
});

test.each([
  ['10', { reason: 'x' }, '$target'],
  ['11', { redacts: '$target' }, undefined],
])('`toPdu()` says what is redacted as room version %s does', (room_version, content, redacts) => {
  const redaction = { ...event, type: 'm.room.redaction', room_version, content, redacts: '$target' } as const;
  const pdu = toPdu(redaction);
  expect([pdu['redacts'], pdu['content']]).toEqual([redacts, content]);
});

test('`toPdu()` refuses events of the first room versions', () => {
  expect(() => toPdu({ ...event, event_id: '$a:b', room_version: '2' })).toThrow(
    new RangeError(
      'Cannot make a PDU of $a:b: in room version 2 it holds hashes of other events, which the event does not tell',
    ),
  );
});
