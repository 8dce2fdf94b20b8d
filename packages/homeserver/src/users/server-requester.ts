import type { Requester, UserId } from '@bouton/sdk';

/** A requester for what the homeserver itself does in the name of a local user. */
export function serverRequester(userId: UserId, serverName: string): Requester {
  return Object.freeze({
    user: userId,
    deviceId: null,
    isGuest: false,
    shadowBanned: false,
    appServiceId: null,
    authenticatedEntity: serverName,
  });
}
