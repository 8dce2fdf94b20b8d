import type { Target } from './nodes.ts';

/** The names that an assignment fills. */
export function namesOf(target: Target): readonly string[] {
  return target.kind === 'tuple' ? target.items.flatMap(namesOf) : [target.name];
}
