import { findServerName } from '@bouton/runtime';
import { Codes, SynapseError, type UserId } from '@bouton/sdk';

/** A host name or IP literal, and perhaps a port. https://spec.matrix.org/v1.16/appendices/#server-name */
const SERVER_NAME = /^(?:\[[0-9A-Fa-f:.]{2,45}\]|[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)(?::[0-9]{1,5})?$/;

/**
 * The server name in a user ID, a room alias or a room ID: what follows the first colon.
 *
 * @throws SynapseError 400 `M_UNKNOWN` if there is no colon.
 */
export function serverNameOf(id: string): string {
  const serverName = findServerName(id);
  if (serverName === undefined) throw new SynapseError(400, `Invalid ID: '${id}'`);
  return serverName;
}

/** Whether a value has the form of a user ID, `@localpart:server`, whatever the parts are. */
export function hasUserIdForm(value: string): value is UserId {
  return value.startsWith('@') && value.includes(':');
}

/**
 * Refuses a text that does not have the form of a user ID.
 *
 * @throws SynapseError 400 `M_INVALID_PARAM`.
 */
export function assertUserIdForm(value: string): asserts value is UserId {
  if (!value.startsWith('@')) {
    throw new SynapseError(400, "Expected UserID string to start with '@'", Codes.INVALID_PARAM);
  }
  if (!value.includes(':')) {
    throw new SynapseError(400, "Expected UserID of the form '@localname:domain'", Codes.INVALID_PARAM);
  }
}

/** Whether a value is a user ID with a valid server name, of at most 255 bytes. */
export function isUserId(value: string): value is UserId {
  return hasUserIdForm(value) && Buffer.byteLength(value) <= 255 && SERVER_NAME.test(serverNameOf(value));
}
