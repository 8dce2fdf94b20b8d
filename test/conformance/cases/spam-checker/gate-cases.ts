import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost, ConformanceSetup, UserOptions } from '../../conformance-case.ts';
import { askedFor } from '../../support/calls.ts';
import { spamChecker } from '../../support/modules.ts';
import { outcomeOf } from '../../support/refusal.ts';
import { GATES, type Gate } from './gates.ts';
import { usualOutcomes, VERDICT_NAMES, VERDICTS, type Outcome, type Verdict } from './verdicts.ts';

type Order = readonly ['first', 'second'] | readonly ['second', 'first'];

/** What each verdict comes to, in every callback of which the first denial refuses. */
export const gateCases: readonly ConformanceCase[] = GATES.flatMap((gate) => [
  ...VERDICT_NAMES.map((verdict) => verdictCase(gate, verdict)),
  allAskedCase(gate),
  firstHeardCase(gate, ['first', 'second'], 'limiting'),
  firstHeardCase(gate, ['second', 'first'], 'forbidding'),
  adminCase(gate),
]);

/** Two modules; the first knows all verdicts, and of the user `torn` each has one of its own. */
function setup(gate: Gate, order: Order = ['first', 'second']): ConformanceSetup {
  const verdicts = Object.fromEntries(VERDICT_NAMES.map((name) => [name, VERDICTS[name].behaviour]));
  const modules = {
    first: spamChecker({ [gate.callback]: { ...verdicts, torn: VERDICTS.limiting.behaviour } }, 'first'),
    second: spamChecker({ [gate.callback]: { torn: VERDICTS.forbidding.behaviour } }, 'second'),
  };
  return { modules: [...order.map((name) => modules[name]), ...(gate.modules ?? [])] };
}

function verdictCase(gate: Gate, verdict: Verdict): ConformanceCase {
  const outcome = outcomeIn(gate, verdict);
  const becomes = outcome === 'allowed' ? 'allows' : `is answered with ${outcome.status} ${outcome.body['errcode']}`;
  return {
    callback: `spam_checker.${gate.callback}`,
    title: `${VERDICTS[verdict].says} ${becomes}`,
    ...setup(gate),
    run: async (host) => expect(await attempt(gate, host, verdict)).toEqual(clientSees(gate, outcome)),
  };
}

function allAskedCase(gate: Gate): ConformanceCase {
  return {
    callback: `spam_checker.${gate.callback}`,
    title: 'everybody is asked, in order, while nobody refuses',
    ...setup(gate),
    run: async (host) => {
      await attempt(gate, host, 'agreeing');
      expect(await askedFor(host, gate.callback)).toEqual(['first', 'second']);
    },
  };
}

function firstHeardCase(gate: Gate, order: Order, verdict: Verdict): ConformanceCase {
  return {
    callback: `spam_checker.${gate.callback}`,
    title: `when ${order[0]} refuses, ${order[1]} is not asked`,
    ...setup(gate, order),
    run: async (host) => {
      expect(await attempt(gate, host, 'torn')).toEqual(outcomeIn(gate, verdict));
      expect(await askedFor(host, gate.callback)).toEqual([order[0]]);
    },
  };
}

function adminCase(gate: Gate): ConformanceCase {
  const outcome = gate.adminsPass === true ? 'allowed' : outcomeIn(gate, 'forbidding');
  return {
    callback: `spam_checker.${gate.callback}`,
    title: gate.adminsPass === true ? 'nobody is asked about administrators' : 'administrators are refused as well',
    ...setup(gate),
    run: async (host) => {
      expect(await attempt(gate, host, 'forbidding', { admin: true })).toEqual(outcome);
      expect(await askedFor(host, gate.callback)).toEqual(gate.adminsPass === true ? [] : ['first']);
    },
  };
}

function outcomeIn(gate: Gate, verdict: Verdict): Outcome {
  return gate.outcomes?.[verdict] ?? usualOutcomes(gate.error)[verdict];
}

/** The outcome, or what stands for it where a client does not get what it wants though the modules let it pass. */
function clientSees(gate: Gate, outcome: Outcome): unknown {
  return outcome === 'allowed' ? (gate.allowed ?? outcome) : outcome;
}

function attempt(gate: Gate, host: ConformanceHost, name: string, options?: UserOptions): Promise<Outcome> {
  return outcomeOf(gate.act(host, name, options));
}
