import { randomInt } from 'node:crypto';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();

/** So many random letters, from a secure source. */
export function randomLetters(length: number): string {
  return randomOf(LOWER + UPPER, length);
}

/** So many random lower-case letters, from a secure source. */
export function randomLowerLetters(length: number): string {
  return randomOf(LOWER, length);
}

/** So many random upper-case letters, from a secure source: a device ID. */
export function randomUpperLetters(length: number): string {
  return randomOf(UPPER, length);
}

/** So many random characters out of an alphabet, from a secure source. */
export function randomOf(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
