import { Codes, SynapseError, type JsonObject } from '@bouton/sdk';
import { isJsonObject } from '../lib/json-guards.ts';
import type { ThreepidValidation } from './threepid-validation.ts';

/** The stage of interactive authentication in which somebody shows that an email address is theirs. */
export const EMAIL_STAGE = 'm.login.email.identity';

/**
 * Checks the stage: the session that the client names must have been validated. It is good for nothing more afterwards.
 * https://spec.matrix.org/v1.16/client-server-api/#email-based-identity--homeserver
 *
 * @returns What modules see of it: the address, and when it was validated.
 * @throws {SynapseError} 401 if it is not; then the client may try again. 400 if no address can be validated.
 */
export async function checkEmailStage(validation: ThreepidValidation, auth: Readonly<JsonObject>): Promise<JsonObject> {
  if (!validation.isEnabled)
    throw new SynapseError(400, 'Email address verification is not enabled on this homeserver');
  const given = auth['threepid_creds'];
  if (!isJsonObject(given)) throw new SynapseError(401, 'Missing threepid_creds', Codes.MISSING_PARAM);
  const { sid, client_secret: clientSecret } = given;
  const threepid =
    typeof sid === 'string' && typeof clientSecret === 'string'
      ? await validation.consume({ sid, clientSecret })
      : undefined;
  if (threepid === undefined) {
    throw new SynapseError(401, 'Unable to get validated threepid', Codes.UNAUTHORIZED);
  }
  const { medium, address, validatedAt } = threepid;
  return { medium, address, validated_at: validatedAt, threepid_creds: given };
}
