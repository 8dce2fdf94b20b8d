import type { UserId } from './ids.ts';

/** A user's profile. */
export interface ProfileInfo {
  /** An `mxc:` URI. */
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
  /** The application service that owns the account. */
  readonly appServiceId: string | null;
  /** A special kind of account, such as `bot` or `support`. */
  readonly userType: string | null;
  /** Milliseconds since the epoch. */
  readonly creationTs: number;
  readonly isAdmin: boolean;
  readonly isDeactivated: boolean;
  readonly isGuest: boolean;
  /** Whether what the user sends is shown to nobody, without telling them. */
  readonly isShadowBanned: boolean;
  /** False while an administrator has yet to let the user in. */
  readonly approved: boolean;
  /** Whether the user can do nothing until an administrator unlocks the account. */
  readonly locked: boolean;
  /** Whether the user can read and leave, and little else. */
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

/** An ID that a local user has at an identity provider. */
export interface ExternalId {
  /** The identity provider, as `recordUserExternalId` names it: `oidc-github`. */
  readonly authProvider: string;
  readonly externalId: string;
}
