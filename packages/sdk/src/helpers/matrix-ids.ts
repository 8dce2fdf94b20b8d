import * as grammar from '../config/matrix-ids.ts';
import { Codes } from '../types/codes.ts';
import { SynapseError } from '../errors/synapse-error.ts';
import type { EventId, RoomAlias, RoomId, UserId } from '../types/ids.ts';

// https://spec.matrix.org/v1.16/appendices/#identifier-grammar

/** Whether a value is a well-formed user ID, as `@IsUserId` checks it: `@alice:example.com`. */
export function isUserId(value: unknown): value is UserId {
  return grammar.parseUserId(value) !== undefined;
}

/** Whether a value is a well-formed room ID: `!opaque:example.com`, or `!hash` as from room version 12 on. */
export function isRoomId(value: unknown): value is RoomId {
  return grammar.parseRoomId(value) !== undefined;
}

/** Whether a value is a well-formed room alias: `#lobby:example.com`. */
export function isRoomAlias(value: unknown): value is RoomAlias {
  return grammar.parseRoomAlias(value) !== undefined;
}

/** Whether a value is a well-formed event ID: `$hash`, or `$opaque:example.com` as in room versions 1 and 2. */
export function isEventId(value: unknown): value is EventId {
  if (typeof value !== 'string' || !value.startsWith('$') || Buffer.byteLength(value) > 255) return false;
  if (/^\$[A-Za-z0-9+/_-]{43}$/.test(value)) return true;
  const colon = value.indexOf(':');
  return colon > 1 && !value.includes('\0') && isServerName(value.slice(colon + 1));
}

/** Whether a value is a well-formed server name, with or without a port: `example.com`, `[::1]:8448`. */
export function isServerName(value: unknown): value is string {
  return grammar.parseServerName(value) !== undefined;
}

/** An ID with a server name, in its parts. */
export interface ParsedId<Id extends string> {
  /** The whole ID. */
  readonly id: Id;
  /** What stands between the sigil and the first colon: `alice`. */
  readonly localpart: string;
  /** What stands after the first colon, its port included: `example.com`. */
  readonly serverName: string;
}

/**
 * The parts of a user ID.
 *
 * @throws {SynapseError} 400 `M_INVALID_PARAM` if the value is not a well-formed user ID.
 */
export function parseUserId(value: unknown): ParsedId<UserId> {
  if (!isUserId(value)) throw refusal('user ID', '@localpart:server', value);
  return parts(value);
}

/**
 * The parts of a room alias.
 *
 * @throws {SynapseError} 400 `M_INVALID_PARAM` if the value is not a well-formed room alias.
 */
export function parseRoomAlias(value: unknown): ParsedId<RoomAlias> {
  if (!isRoomAlias(value)) throw refusal('room alias', '#localpart:server', value);
  return parts(value);
}

function parts<Id extends string>(id: Id): ParsedId<Id> {
  const colon = id.indexOf(':');
  return { id, localpart: id.slice(1, colon), serverName: id.slice(colon + 1) };
}

function refusal(what: string, form: string, value: unknown): SynapseError {
  const found = typeof value === 'string' ? JSON.stringify(value) : typeof value;
  return new SynapseError(400, `Expected a ${what} of the form ${form}, got ${found}`, Codes.INVALID_PARAM);
}
