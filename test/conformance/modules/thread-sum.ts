/** Runs in a thread. */
export default function sum(...terms: readonly number[]): number {
  return terms.reduce((one, other) => one + other, 0);
}
