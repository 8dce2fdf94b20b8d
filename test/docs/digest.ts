import { createHash } from 'node:crypto';

/** Hashes a text so often that it takes a while. */
export default function digest(text: string, rounds: number): string {
  let hash = text;
  for (let round = 0; round < rounds; round += 1) hash = createHash('sha256').update(hash).digest('hex');
  return hash;
}
