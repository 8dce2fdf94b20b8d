import type { SynapseError } from '@bouton/sdk';

/** What a {@linkcode Combiner} says when an answer decides nothing: the next module is asked. */
export const ASK_NEXT: unique symbol = Symbol('ask next');

/**
 * How the answers of several modules to one callback become one outcome. There is one for each combining rule of the
 * contract. A combiner keeps nothing: what an operation gathers is handed to it.
 */
export interface Combiner<Outcome, Gathered = undefined> {
  /** Makes what one operation gathers. Left out where {@linkcode Combiner.end} always gives the same. */
  begin?(): Gathered;
  /** Takes one module's answer. What it throws counts as thrown by the module. */
  take(answer: unknown, gathered: Gathered, module: string): Outcome | typeof ASK_NEXT;
  /** The outcome when nobody decided. */
  end(gathered: Gathered): Outcome;
  /** The outcome of a refusal in the place of a module that cannot be asked. Left out: the denial is thrown. */
  deny?(denial: SynapseError): Outcome;
}
