import { Codes, SynapseError, type JsonObject, type JsonValue, type RoomId } from '@bouton/sdk';
import { elementsOf } from '../lib/json-guards.ts';
import type { AliasStore } from './alias-store.ts';
import { assertRoomAlias } from './room-alias.ts';

/**
 * Refuses canonical and alternative aliases that are new and do not point to the room.
 *
 * @param previous The content that the event replaces.
 * @throws {SynapseError} 400: `M_BAD_ALIAS`, or `M_INVALID_PARAM` for what is not an alias.
 */
export function assertCanonicalAlias(
  content: Readonly<JsonObject>,
  previous: Readonly<JsonObject>,
  roomId: RoomId,
  aliases: AliasStore,
): void {
  const { alias, alt_aliases: altAliases = [] } = content;
  if (alias !== undefined && alias !== null && alias !== '' && alias !== previous['alias']) {
    assertPointsTo(alias, 'The alias must be of type string.', roomId, aliases);
  }
  if (!Array.isArray(altAliases)) throw invalid('The alt_aliases property must be a list.');
  const known = new Set(elementsOf(previous['alt_aliases']));
  for (const altAlias of elementsOf(altAliases)) {
    if (!known.has(altAlias)) assertPointsTo(altAlias, 'Each alt_alias must be of type string.', roomId, aliases);
  }
}

function assertPointsTo(alias: JsonValue, mustBeString: string, roomId: RoomId, aliases: AliasStore): void {
  if (typeof alias !== 'string') throw invalid(mustBeString);
  assertRoomAlias(alias);
  if (aliases.get(alias)?.roomId === roomId) return;
  throw new SynapseError(400, `Room alias ${alias} does not point to the room`, Codes.BAD_ALIAS);
}

function invalid(message: string): SynapseError {
  return new SynapseError(400, message, Codes.INVALID_PARAM);
}
