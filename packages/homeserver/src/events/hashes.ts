import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { ReadonlyJsonObject } from '../lib/json-guards.ts';
import { redactJson } from './redact.ts';
import type { RoomVersion } from './room-version.ts';

/**
 * The hash of an event with its whole content, in unpadded base64: the event's `hashes.sha256`.
 * https://spec.matrix.org/v1.16/server-server-api/#calculating-the-content-hash-for-an-event
 */
export function contentHash(event: ReadonlyJsonObject): string {
  const { unsigned: _unsigned, signatures: _signatures, hashes: _hashes, ...hashed } = event;
  // 32 bytes always end in one padding character.
  return hash('sha256', canonicalJson(hashed), 'base64').slice(0, -1);
}

/**
 * The canonical JSON that identifies an event: redacted, without its signatures. The event's ID is its hash, and servers sign
 * it.
 * https://spec.matrix.org/v1.16/server-server-api/#calculating-the-reference-hash-for-an-event
 */
export function referenceJson(event: ReadonlyJsonObject, roomVersion: RoomVersion): string {
  const { signatures: _signatures, ...referenced } = redactJson(event, roomVersion);
  return canonicalJson(referenced);
}
