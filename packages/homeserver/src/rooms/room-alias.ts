import { Codes, SynapseError, type RoomAlias } from '@bouton/sdk';

/** Whether a text has the form of a room alias, `#localpart:server`. */
export function isRoomAlias(text: string): text is RoomAlias {
  return text.startsWith('#') && text.includes(':');
}

/** Refuses a text that does not have the form of a room alias. @throws {SynapseError} 400 `M_INVALID_PARAM`. */
export function assertRoomAlias(text: string): asserts text is RoomAlias {
  if (!text.startsWith('#')) invalid("Expected RoomAlias string to start with '#'");
  if (!text.includes(':')) invalid("Expected RoomAlias of the form '#localname:domain'");
}

function invalid(message: string): never {
  throw new SynapseError(400, message, Codes.INVALID_PARAM);
}
