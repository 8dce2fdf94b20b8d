import type { UserId } from './ids.ts';

/** What a presence router answers to see everybody's presence. */
export const PRESENCE_ALL_USERS: 'ALL' = 'ALL';

/** A user's presence, as the homeserver routes it. All times are milliseconds since the epoch. */
export interface UserPresenceState {
  readonly userId: UserId;
  readonly state: 'online' | 'unavailable' | 'offline' | 'busy';
  readonly lastActiveTs: number;
  readonly lastFederationUpdateTs: number;
  readonly lastUserSyncTs: number;
  readonly statusMsg: string | null;
  readonly currentlyActive: boolean;
}
