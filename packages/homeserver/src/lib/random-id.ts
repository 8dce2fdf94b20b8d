import { randomInt } from 'node:crypto';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();

/** So many random letters, from a secure source. */
export function randomLetters(length: number): string {
  return pick(LOWER + UPPER, length);
}

/** So many random lower-case letters, from a secure source. */
export function randomLowerLetters(length: number): string {
  return pick(LOWER, length);
}

/** So many random upper-case letters, from a secure source: a device ID. */
export function randomUpperLetters(length: number): string {
  return pick(UPPER, length);
}

function pick(letters: string, length: number): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}
