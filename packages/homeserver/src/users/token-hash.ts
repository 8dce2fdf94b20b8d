import { createHash } from 'node:crypto';

/** The SHA-256 of a token: who reads it in the database cannot use it. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
