import { describe, expect, test } from 'vitest';
import { contentHash, referenceJson } from './hashes.ts';
import { ROOM_VERSIONS } from './room-version.ts';
import { SigningKey } from './signing-key.ts';

// https://spec.matrix.org/v1.16/appendices/#event-signing
const KEY = SigningKey.fromStored({ keyId: 'ed25519:1', seed: 'YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1' });

const MINIMAL = {
  room_id: '!x:domain',
  sender: '@a:domain',
  origin: 'domain',
  origin_server_ts: 1000000,
  signatures: {},
  hashes: {},
  type: 'X',
  content: {},
  prev_events: [],
  auth_events: [],
  depth: 3,
  unsigned: { age_ts: 1000000 },
};

const WITH_REDACTABLE_CONTENT = {
  content: { body: 'Here is the message content' },
  event_id: '$0:domain',
  origin: 'domain',
  origin_server_ts: 1000000,
  type: 'm.room.message',
  room_id: '!r:domain',
  sender: '@u:domain',
  signatures: {},
  unsigned: { age_ts: 1000000 },
};

describe.each([
  {
    name: 'a minimal event',
    event: MINIMAL,
    hash: '5jM4wQpv6lnBo7CLIghJuHdW+s2CMBJPUOGOC89ncos',
    signature: 'KxwGjPSDEtvnFgU00fwFz+l6d2pJM6XBIaMEn81SXPTRl16AqLAYqfIReFGZlHi5KLjAWbOoMszkwsQma+lYAg',
  },
  {
    name: 'an event with redactable content',
    event: WITH_REDACTABLE_CONTENT,
    hash: 'onLKD1bGljeBWQhWZ1kaP9SorVmRQNdN5aM2JYU2n/g',
    signature: 'Wm+VzmOUOz08Ds+0NTWb1d4CZrVsJSikkeRxh6aCcUwu6pNC78FunoD7KNWzqFn241eYHYMGCA5McEiVPdhzBA',
  },
])("the spec's vector of $name", ({ event, hash, signature }) => {
  test('contentHash() gives its hash', () => {
    expect(contentHash(event)).toBe(hash);
  });

  test('referenceJson() is what its signature covers', () => {
    const hashed = { ...event, hashes: { sha256: hash } };
    expect(KEY.sign(referenceJson(hashed, ROOM_VERSIONS['10']))).toBe(signature);
  });
});
