import { Codes, SynapseError, type JsonValue } from '@bouton/sdk';
import { privilegedCreatorsOf } from './creators.ts';
import { forbidden } from './forbidden.ts';
import { hasUserIdForm } from './identifiers.ts';
import { isJsonObject, ownValue, type ReadonlyJsonObject } from '../lib/json-guards.ts';
import type { Pdu } from './pdu.ts';
import type { PowerLevels } from './power-levels.ts';
import type { RoomVersion } from './room-version.ts';
import type { StateLookup } from './state-lookup.ts';

const LEVELS = ['users_default', 'events_default', 'state_default', 'ban', 'redact', 'kick', 'invite'] as const;
const TABLES = ['users', 'events', 'notifications'] as const;

/**
 * Checks a power levels event, whose sender may already send it: its form, and that nobody gives or takes levels beyond their
 * own.
 * https://spec.matrix.org/v1.16/rooms/v12/#authorization-rules (rule 10)
 *
 * @throws SynapseError 400 `M_UNKNOWN` for malformed content, 403 `M_FORBIDDEN` for a change that the sender may not make.
 */
export function authorizePowerLevels(
  event: Pdu,
  state: StateLookup,
  roomVersion: RoomVersion,
  levels: PowerLevels,
): void {
  assertUsers(event.content['users'], state, roomVersion);
  assertIntegers(event.content);
  const current = state('m.room.power_levels', '');
  // A power levels event with a state key of its own replaces nothing that counts.
  if (current === undefined || event.state_key !== '') return;

  const senderLevel = levels.ofUser(event.sender);
  for (const key of LEVELS) assertChange(current.content[key], event.content[key], senderLevel);
  for (const table of TABLES) {
    const before = tableOf(current.content, table);
    const after = tableOf(event.content, table);
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const level = ownValue(before, key);
      const ofOther = table === 'users' && key !== event.sender;
      if (ofOther && level === senderLevel && level !== ownValue(after, key)) {
        throw forbidden("You don't have permission to remove ops level equal to your own");
      }
      assertChange(level, ownValue(after, key), senderLevel);
    }
  }
}

function assertUsers(users: JsonValue | undefined, state: StateLookup, roomVersion: RoomVersion): void {
  if (!isJsonObject(users)) return;
  for (const userId of Object.keys(users)) {
    if (!hasUserIdForm(userId)) throw malformed(`Not a valid user_id: ${userId}`);
  }
  const create = state('m.room.create', '');
  if (create === undefined) return;
  for (const creator of privilegedCreatorsOf(create, roomVersion)) {
    if (!Object.hasOwn(users, creator)) continue;
    throw malformed(
      creator === create.sender
        ? `Creator user ${creator} must not appear in content.users`
        : 'Additional creators users must not appear in content.users',
    );
  }
}

function assertIntegers(content: ReadonlyJsonObject): void {
  for (const key of LEVELS) {
    const level = content[key];
    if (level !== undefined && typeof level !== 'number')
      throw malformed(`${JSON.stringify(level)} must be an integer.`);
  }
  for (const key of TABLES) {
    const table = content[key];
    if (table === undefined) continue;
    if (!isJsonObject(table) || Object.values(table).some((level) => typeof level !== 'number')) {
      throw malformed(`${JSON.stringify(table)} must be a dict wherein all the values are integers.`);
    }
  }
}

/** A level may be changed only if the sender has both the old and the new one. */
function assertChange(before: JsonValue | undefined, after: JsonValue | undefined, senderLevel: number): void {
  if (before === after) return;
  if ((typeof before === 'number' && before > senderLevel) || (typeof after === 'number' && after > senderLevel)) {
    throw forbidden("You don't have permission to add ops level greater than your own");
  }
}

function tableOf(content: ReadonlyJsonObject, key: (typeof TABLES)[number]): ReadonlyJsonObject {
  const table = content[key];
  return isJsonObject(table) ? table : {};
}

function malformed(message: string): SynapseError {
  return new SynapseError(400, message, Codes.UNKNOWN);
}
