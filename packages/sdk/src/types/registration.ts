/** What `check_registration_for_spam` may answer. */
export const RegistrationBehaviour = {
  ALLOW: 'allow',
  SHADOW_BAN: 'shadow_ban',
  DENY: 'deny',
} as const;

Object.freeze(RegistrationBehaviour);

/** One of the {@linkcode RegistrationBehaviour} values. */
export type RegistrationBehaviour = (typeof RegistrationBehaviour)[keyof typeof RegistrationBehaviour];

/** Where a request came from. */
export interface RequestInfo {
  readonly userAgent: string | null;
  readonly ip: string;
}

/** A third-party identifier that a registration carries. */
export interface EmailThreepid {
  readonly medium: 'email';
  readonly address: string;
  /** Milliseconds since the epoch. */
  readonly validated_at: number;
}
