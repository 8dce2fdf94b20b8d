import type { UserId } from './ids.ts';

/** What a presence router answers to see everybody's presence. */
export const PRESENCE_ALL_USERS: 'ALL' = 'ALL';

/** A user's presence, as the homeserver routes it. All times are milliseconds since the epoch. */
export interface UserPresenceState {
  readonly userId: UserId;
  readonly state: 'online' | 'unavailable' | 'offline' | 'busy';
  /** When the user last did something. */
  readonly lastActiveTs: number;
  /** When other servers were last told, or last told this one. */
  readonly lastFederationUpdateTs: number;
  /** When a client of the user last synced. */
  readonly lastUserSyncTs: number;
  /** What the user says about it. */
  readonly statusMsg: string | null;
  readonly currentlyActive: boolean;
}
