import type { UserId } from './ids.ts';

/** A user's profile. */
export interface ProfileInfo {
  readonly avatarUrl: string | null;
  readonly displayName: string | null;
}

/** A row of the user directory, with the spec's names. */
export interface UserProfile {
  readonly user_id: UserId;
  readonly display_name: string | null;
  readonly avatar_url: string | null;
}

/** A user's account, as the homeserver stores it. */
export interface UserInfo {
  readonly userId: UserId;
  readonly appServiceId: string | null;
  readonly userType: string | null;
  /** Milliseconds since the epoch. */
  readonly creationTs: number;
  readonly isAdmin: boolean;
  readonly isDeactivated: boolean;
  readonly isGuest: boolean;
  readonly isShadowBanned: boolean;
  readonly approved: boolean;
  readonly locked: boolean;
  readonly suspended: boolean;
}

/** From where a user was seen. */
export interface UserIpAndAgent {
  readonly ip: string;
  readonly userAgent: string;
  /** Milliseconds since the epoch. */
  readonly lastSeen: number;
}

/** An email address or telephone number that belongs to a user. Times in milliseconds since the epoch. */
export interface Threepid {
  readonly medium: 'email' | 'msisdn';
  readonly address: string;
  readonly validatedAt: number;
  readonly addedAt: number;
}
