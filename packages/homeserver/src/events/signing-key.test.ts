import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { SigningKey } from './signing-key.ts';
import { verifySignature } from './verify-signature.ts';

// https://spec.matrix.org/v1.16/appendices/#cryptographic-test-vectors
const STORED = { keyId: 'ed25519:1', seed: 'YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1' };
const PUBLIC_KEY = 'XGX0JRS2Af3be3knz2fBiRbApjm2Dh61gXDJA8kcJNI';

test.each([
  [{}, 'K8280/U9SSy9IVtjBuVeLr+HpOB4BQFWbg+UZaADMtTdGYI7Geitb76LTrr5QV/7Xg4ahLwYGYZzuHGZKM5ZAQ'],
  [{ one: 1, two: 'Two' }, 'KqmLSbO39/Bzb0QIYE82zqLwsA+PDzYIpIRA2sRQ4sL53+sN6/fpNSoqE7BP7vBZhG6kYdD13EIMJpvhJI+6Bw'],
])('SigningKey signs %j as the spec does', (value, signature) => {
  const key = SigningKey.fromStored(STORED);
  expect(key.publicKey).toBe(PUBLIC_KEY);
  expect(key.sign(canonicalJson(value))).toBe(signature);
  expect(verifySignature(value, signature, PUBLIC_KEY)).toBe(true);
});

test('SigningKey.fromStored() reads what toStored() gives', () => {
  const key = SigningKey.generate();
  expect(key.keyId).toMatch(/^ed25519:a_[0-9a-f]{6}$/);
  const read = SigningKey.fromStored(key.toStored());
  expect(read.toStored()).toEqual(key.toStored());
  expect(read.sign('text')).toBe(key.sign('text'));
});

test('SigningKey.fromStored() refuses a seed of another length', () => {
  expect(() => SigningKey.fromStored({ keyId: 'ed25519:1', seed: 'AAAA' })).toThrowErrorMatchingInlineSnapshot(
    `[Error: Cannot read the signing key "ed25519:1": its seed has 3 bytes, expected 32]`,
  );
});

test('verifySignature() leaves out what a signature does not cover', () => {
  const signature = SigningKey.fromStored(STORED).sign('{"a":1}');
  expect(verifySignature({ a: 1, unsigned: {}, signatures: { hs: {} } }, signature, PUBLIC_KEY)).toBe(true);
});

test.each([
  ['another object', { a: 2 }, undefined, PUBLIC_KEY],
  ['another key', { a: 1 }, undefined, 'A'.repeat(43)],
  ['a malformed key', { a: 1 }, undefined, 'AAAA'],
  ['a malformed signature', { a: 1 }, 'AAAA', PUBLIC_KEY],
])('verifySignature() refuses %s', (_name, object, signature = SigningKey.fromStored(STORED).sign('{"a":1}'), key) => {
  expect(verifySignature(object, signature, key)).toBe(false);
});
