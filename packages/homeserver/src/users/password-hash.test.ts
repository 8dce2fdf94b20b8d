import { describe, expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password-hash.ts';

describe('hashPassword()', () => {
  test('`hashPassword()` notes the cost and a salt of its own', async () => {
    const [one, other] = [await hashPassword('pw'), await hashPassword('pw')];
    expect(one).toMatch(/^scrypt\$16384\$8\$5\$[\w+/]{22}==\$[\w+/]{43}=$/);
    expect(other).not.toBe(one);
  });
});

describe('verifyPassword()', () => {
  test('`verifyPassword()` knows the password again, however it was composed, and no other', async () => {
    const stored = await hashPassword('caf\u00e9');
    expect(await verifyPassword('cafe\u0301', stored)).toBe(true);
    expect(await verifyPassword('cafe', stored)).toBe(false);
  });

  test('`verifyPassword()` goes by the stored cost', async () => {
    // RFC 7914, section 12: scrypt("password", "NaCl", N=1024, r=8, p=16), its first 32 bytes.
    const key = Buffer.from('fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162', 'hex');
    const salt = Buffer.from('NaCl').toString('base64');
    expect(await verifyPassword('password', `scrypt$1024$8$16$${salt}$${key.toString('base64')}`)).toBe(true);
  });
});
