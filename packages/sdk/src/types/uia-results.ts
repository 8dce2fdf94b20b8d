import type { UserId } from './ids.ts';
import type { JsonObject, JsonValue } from './json.ts';

/** An email address or telephone number that a client has shown to be its user's. */
export interface ValidatedThreepid extends JsonObject {
  medium: 'email' | 'msisdn' | (string & {});
  address: string;
  /** Milliseconds since the epoch. */
  validated_at?: number;
}

/**
 * What the stages of a registration's user-interactive authentication came to, by the stage's type; a stage that was not
 * passed is absent. https://spec.matrix.org/v1.16/client-server-api/#user-interactive-authentication-api
 */
export interface UiaResults {
  'm.login.dummy'?: true;
  'm.login.email.identity'?: ValidatedThreepid;
  'm.login.msisdn'?: ValidatedThreepid;
  /** The user whose password it was. */
  'm.login.password'?: UserId;
  'm.login.recaptcha'?: true;
  /** The token that was used. */
  'm.login.registration_token'?: string;
  /** The user who came through single sign-on. */
  'm.login.sso'?: UserId;
  'm.login.terms'?: true;
  [stage: string]: JsonValue | undefined;
}
