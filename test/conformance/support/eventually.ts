import { expect } from 'vitest';

/** How long something may take that no request waits for, in milliseconds. */
const LIMIT = 10_000;

/** Expects something of a value that only becomes what it is to be: asks for it again and again, up to a limit. */
export function eventually<T>(value: () => Promise<T>): ReturnType<typeof expect.poll<T>> {
  return expect.poll(value, { interval: 50, timeout: LIMIT });
}
