import type { UserId } from '@bouton/sdk';

/** The part of a user ID between the `@` and the colon. */
export function localpartOf(userId: UserId): string {
  return userId.slice(1, userId.indexOf(':'));
}

/** The user ID of a local user by localpart; what begins with `@` is returned unchanged. */
export function qualifiedUserId(username: string, serverName: string): UserId {
  return username.startsWith('@') ? (username as UserId) : `@${username}:${serverName}`;
}
