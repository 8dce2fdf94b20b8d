import { expect, test } from 'vitest';
import { authorizeRedaction, type RedactionTarget } from './authorize-redaction.ts';
import type { Pdu } from './pdu.ts';
import { PowerLevels } from './power-levels.ts';
import { ROOM_VERSIONS } from './room-version.ts';

const PDU: Pdu = {
  type: 'm.room.create',
  state_key: '',
  sender: '@alice:hs',
  content: {},
  origin_server_ts: 1,
  depth: 1,
  prev_events: [],
  auth_events: [],
  hashes: { sha256: '' },
  signatures: {},
};
const LEVELS = new PowerLevels(
  PDU,
  { ...PDU, type: 'm.room.power_levels', content: { users: { '@mod:hs': 50 } } },
  ROOM_VERSIONS['11'],
);
const MESSAGE: RedactionTarget = { type: 'm.room.message', sender: '@alice:hs', roomId: '!room:hs' };

function redact(sender: '@alice:hs' | '@bob:hs' | '@mod:hs', target: RedactionTarget | undefined): void {
  authorizeRedaction({ sender, room_id: '!room:hs' }, '$target', target, LEVELS);
}

test('authorizeRedaction() lets users redact their own events, and who has the level all events, known or not', () => {
  expect(() => redact('@alice:hs', MESSAGE)).not.toThrow();
  expect(() => redact('@mod:hs', MESSAGE)).not.toThrow();
  expect(() => redact('@mod:hs', undefined)).not.toThrow();
});

test.each([
  ["another user's event", '@bob:hs', MESSAGE, 403, 'M_FORBIDDEN', "You don't have permission to redact events"],
  ['an unknown event', '@alice:hs', undefined, 404, 'M_NOT_FOUND', 'Could not find event $target'],
  [
    'an event of another room',
    '@mod:hs',
    { ...MESSAGE, roomId: '!other:hs' },
    400,
    'M_UNKNOWN',
    'Cannot redact event from a different room',
  ],
  [
    'the create event',
    '@mod:hs',
    { ...MESSAGE, type: 'm.room.create' },
    403,
    'M_FORBIDDEN',
    'Redacting create events is not permitted',
  ],
  [
    'a server ACL',
    '@mod:hs',
    { ...MESSAGE, type: 'm.room.server_acl' },
    403,
    'M_FORBIDDEN',
    'Redacting server ACL events is not permitted',
  ],
] as const)('authorizeRedaction() refuses %s', (_name, sender, target, status, errcode, message) => {
  expect(() => redact(sender, target)).toThrow(expect.objectContaining({ status, errcode, message }));
});
