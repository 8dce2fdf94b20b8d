import { randomBytes } from 'node:crypto';
import type { EventId } from '@bouton/sdk';
import { ShadowBanError } from '../rooms/shadow-ban-error.ts';

/** What `action` results in; if its user is shadow-banned, what they are made to believe. */
export async function unlessShadowBanned<T>(action: () => Promise<T>, pretend: () => T): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof ShadowBanError) return pretend();
    throw error;
  }
}

/** An event ID that no event has. */
export function fakeEventId(): EventId {
  return `$${randomBytes(32).toString('base64url')}`;
}
