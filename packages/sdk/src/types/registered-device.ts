/** A device with a new access token. */
export interface RegisteredDevice {
  readonly deviceId: string;
  readonly accessToken: string;
  /** When the access token ends, in milliseconds since the epoch; null: never. */
  readonly accessTokenExpiry: number | null;
  readonly refreshToken: string | null;
}
