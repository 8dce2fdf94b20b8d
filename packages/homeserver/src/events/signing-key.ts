import { createPrivateKey, createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A signing key as it is stored. */
export interface StoredSigningKey {
  /** The algorithm and the key's name: `ed25519:a_Xyz`. */
  readonly keyId: string;
  /** The secret 32 bytes, in unpadded base64. */
  readonly seed: string;
}

/** What precedes the seed in the PKCS #8 form of an ed25519 key (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The ed25519 key with which the homeserver signs its events. */
export class SigningKey {
  /** The algorithm and the key's name: `ed25519:a_Xyz`. */
  readonly keyId: string;
  readonly #seed: Buffer;
  readonly #privateKey: KeyObject;

  private constructor(keyId: string, seed: Buffer) {
    this.keyId = keyId;
    this.#seed = seed;
    this.#privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  }

  /** A new key with a random name. */
  static generate(): SigningKey {
    return new SigningKey(`ed25519:a_${randomBytes(3).toString('hex')}`, randomBytes(32));
  }

  /** @throws Error if the seed is not 32 bytes in base64. */
  static fromStored({ keyId, seed }: StoredSigningKey): SigningKey {
    const bytes = Buffer.from(seed, 'base64');
    if (bytes.length !== 32) {
      throw new Error(`Cannot read the signing key "${keyId}": its seed has ${bytes.length} bytes, expected 32`);
    }
    return new SigningKey(keyId, bytes);
  }

  /** What {@linkcode SigningKey.fromStored} reads. Secret. */
  toStored(): StoredSigningKey {
    return { keyId: this.keyId, seed: unpaddedBase64(this.#seed) };
  }

  /** The key with which others verify signatures, in unpadded base64. */
  get publicKey(): string {
    const { x = '' } = createPublicKey(this.#privateKey).export({ format: 'jwk' });
    return unpaddedBase64(Buffer.from(x, 'base64url'));
  }

  /** The signature of a text's UTF-8 bytes, in unpadded base64. */
  sign(text: string): string {
    return unpaddedBase64(sign(null, Buffer.from(text), this.#privateKey));
  }
}

/** https://spec.matrix.org/v1.16/appendices/#unpadded-base64 */
function unpaddedBase64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
