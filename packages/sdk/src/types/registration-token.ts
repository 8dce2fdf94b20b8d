/** What `ModuleApi.createRegistrationToken` makes. */
export interface RegistrationTokenOptions {
  /** 1 to 64 of the letters, digits and `._~-`; a random one if it is left out. */
  readonly token?: string;
  /** How long a random token is: 1 to 64 characters, 16 by default. */
  readonly length?: number;
  /** How many users may register with it; null, which is the default: as many as like. */
  readonly usesAllowed?: number | null;
  /** Until when it can be used, in milliseconds since the epoch; null, which is the default: for ever. */
  readonly expiryTime?: number | null;
}

/** A text that lets somebody register, if the homeserver asks for one. */
export interface RegistrationToken {
  readonly token: string;
  readonly usesAllowed: number | null;
  /** How many registrations with it have begun and are not complete. */
  readonly pending: number;
  /** How many users have registered with it. */
  readonly completed: number;
  /** Milliseconds since the epoch. */
  readonly expiryTime: number | null;
}
