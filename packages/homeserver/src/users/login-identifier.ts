import { Codes, SynapseError, type JsonObject } from '@bouton/sdk';
import { isJsonObject } from '../lib/json-guards.ts';
import { canonicalAddress } from './threepids.ts';

/** Whom a login names: a localpart or user ID as it was typed, or an email address or telephone number. */
export type LoginIdentifier = { readonly username: string } | { readonly medium: string; readonly address: string };

/**
 * Whom a login names. The fields of the time before `identifier` count too.
 * https://spec.matrix.org/v1.16/client-server-api/#identifier-types
 *
 * @throws {SynapseError} 400 if it names nobody.
 */
export function identify(submission: Readonly<JsonObject>): LoginIdentifier {
  const { type, user, medium, address } = identifierOf(submission);
  if (type === undefined) throw new SynapseError(400, "'identifier' dict has no key 'type'", Codes.MISSING_PARAM);
  if (type === 'm.id.thirdparty') {
    if (typeof medium !== 'string' || typeof address !== 'string' || medium === '' || address === '') {
      throw new SynapseError(400, 'Invalid thirdparty identifier');
    }
    return { medium, address: canonicalAddress(medium, address) };
  }
  if (type !== 'm.id.user') throw new SynapseError(400, 'Unknown login identifier type');
  if (typeof user !== 'string' || user === '') throw new SynapseError(400, "User identifier is missing 'user' key");
  return { username: user };
}

function identifierOf(submission: Readonly<JsonObject>): Readonly<JsonObject> {
  const { user, medium, address, identifier } = submission;
  if (user !== undefined) return { type: 'm.id.user', user };
  if (medium !== undefined && address !== undefined) return { type: 'm.id.thirdparty', medium, address };
  if (!isJsonObject(identifier) || Object.keys(identifier).length === 0) {
    throw new SynapseError(400, 'Invalid login submission', Codes.INVALID_PARAM);
  }
  return identifier;
}
