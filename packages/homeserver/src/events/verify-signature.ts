import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { ReadonlyJsonObject } from '../lib/json-guards.ts';

/** What precedes the key's bytes in the SPKI form of an ed25519 key (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Whether an ed25519 signature of a JSON object is valid. The object's own `signatures` and `unsigned` are not covered by it.
 * A malformed key or signature is not valid.
 * https://spec.matrix.org/v1.16/appendices/#checking-for-a-signature
 *
 * @param signature In base64, padded or not.
 * @param publicKey In base64, padded or not.
 */
export function verifySignature(object: ReadonlyJsonObject, signature: string, publicKey: string): boolean {
  const key = readPublicKey(publicKey);
  if (key === undefined) return false;
  const { signatures: _signatures, unsigned: _unsigned, ...signed } = object;
  return verify(null, Buffer.from(canonicalJson(signed)), key, Buffer.from(signature, 'base64'));
}

function readPublicKey(publicKey: string): KeyObject | undefined {
  const bytes = Buffer.from(publicKey, 'base64');
  if (bytes.length !== 32) return undefined;
  return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, bytes]), format: 'der', type: 'spki' });
}
