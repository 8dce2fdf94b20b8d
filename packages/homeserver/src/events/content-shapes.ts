import { Codes, SynapseError, type JsonValue } from '@bouton/sdk';
import { elementsOf, isJsonObject, type ReadonlyJsonObject } from '../lib/json-guards.ts';

const LEVELS = ['ban', 'events_default', 'invite', 'kick', 'redact', 'state_default', 'users_default'];
const TABLES_OF_LEVELS = ['events', 'notifications', 'users'];

/**
 * Refuses power levels that are not integers.
 *
 * @throws SynapseError 400 `M_BAD_JSON`, naming the first key that is wrong.
 */
export function assertPowerLevelsContent(content: ReadonlyJsonObject): void {
  for (const key of LEVELS) if (content[key] !== undefined) assertInteger(key, content[key]);
  for (const key of TABLES_OF_LEVELS) {
    const table = content[key];
    if (table === undefined) continue;
    if (!isJsonObject(table)) throw wrongType(key, table, 'object');
    for (const [name, level] of Object.entries(table)) assertInteger(name, level);
  }
}

/**
 * Refuses a malformed `m.mentions`.
 * https://spec.matrix.org/v1.16/client-server-api/#user-and-room-mentions
 *
 * @throws SynapseError 400 `M_BAD_JSON`, naming the first key that is wrong.
 */
export function assertMentions(mentions: JsonValue): void {
  if (!isJsonObject(mentions)) throw wrongType(undefined, mentions, 'object');
  const { user_ids: userIds, room } = mentions;
  if (userIds !== undefined) {
    if (!Array.isArray(userIds)) throw wrongType('user_ids', userIds, 'array');
    for (const userId of elementsOf(userIds))
      if (typeof userId !== 'string') throw wrongType('user_ids', userId, 'string');
  }
  if (room !== undefined && typeof room !== 'boolean') throw wrongType('room', room, 'boolean');
}

function assertInteger(key: string, value: JsonValue | undefined): void {
  if (!Number.isSafeInteger(value)) throw wrongType(key, value, 'integer');
}

function wrongType(key: string | undefined, value: JsonValue | undefined, wanted: string): SynapseError {
  const found = typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
  const message = `${found} is not of type '${wanted}'`;
  return new SynapseError(400, key === undefined ? message : `"${key}": ${message}`, Codes.BAD_JSON);
}
