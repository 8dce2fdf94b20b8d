import type { JsonObject, JsonValue } from '@bouton/sdk';
import { deepFreeze } from '@bouton/contract';
import { isJsonObject, ownValue, type ReadonlyJsonObject } from '../lib/json-guards.ts';
import type { Pdu } from './pdu.ts';
import type { ContentRule, RoomVersion } from './room-version.ts';

/** Of an event's unsigned data, redaction leaves these. */
const UNSIGNED_KEYS = ['age_ts', 'replaces_state'];

/**
 * The event as a redaction leaves it. Its ID, hashes and signatures stay valid.
 * https://spec.matrix.org/v1.16/client-server-api/#redactions
 */
export function redact(event: Pdu, roomVersion: RoomVersion): Pdu {
  const redacted = redactJson(event, roomVersion);
  if (event.unsigned !== undefined) redacted['unsigned'] = pick(event.unsigned, UNSIGNED_KEYS);
  return deepFreeze(redacted) as Pdu;
}

/** The part of an event that redaction leaves, without its unsigned data: what the event's ID and signatures cover. */
export function redactJson(event: ReadonlyJsonObject, { redaction }: RoomVersion): JsonObject {
  const redacted: JsonObject = {};
  for (const key in event) if (redaction.event.has(key)) redacted[key] = event[key];
  const { type, content } = event;
  const rule = typeof type === 'string' ? redaction.content.get(type) : undefined;
  redacted['content'] = isJsonObject(content) ? pick(content, rule ?? []) : {};
  return redacted;
}

function pick(object: ReadonlyJsonObject, rule: ContentRule): ReadonlyJsonObject {
  if (rule === 'all') return object;
  const picked: JsonObject = {};
  for (const entry of rule) {
    const [key, value] = typeof entry === 'string' ? [entry, ownValue(object, entry)] : pickNested(object, entry);
    if (value !== undefined) picked[key] = value;
  }
  return picked;
}

function pickNested(
  object: ReadonlyJsonObject,
  [key, nested]: readonly [string, string],
): [string, JsonValue | undefined] {
  const value = ownValue(object, key);
  return [key, isJsonObject(value) ? pick(value, [nested]) : undefined];
}
