import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost, ConformanceSetup, UserOptions } from '../../conformance-case.ts';
import type { Behaviours } from '../../modules/behaviour.ts';
import { askedFor } from '../../support/calls.ts';
import { spamChecker } from '../../support/modules.ts';
import { outcomeOf } from '../../support/refusal.ts';
import { GATES, type Gate } from './gates.ts';
import { usualOutcomes, VERDICT_NAMES, VERDICTS, type Outcome, type Verdict } from './verdicts.ts';

/** Both modules the other way round, for all callbacks at once. */
const REVERSED: ConformanceSetup = {
  modules: [
    spamChecker(verdictsOnTheTorn('forbidding'), 'second'),
    spamChecker(verdictsOnTheTorn('limiting'), 'first'),
    ...GATES.flatMap(({ modules = [] }) => modules),
  ],
};

/** What each verdict comes to, in every callback of which the first denial refuses. */
export const gateCases: readonly ConformanceCase[] = GATES.flatMap((gate) => [
  ...VERDICT_NAMES.map((verdict) => verdictCase(gate, verdict)),
  allAskedCase(gate),
  firstHeardCase(gate, setup(gate), 'first', 'limiting'),
  firstHeardCase(gate, REVERSED, 'second', 'forbidding'),
  adminCase(gate),
]);

/** Two modules; the first has all verdicts, and of the user who is torn between them each has one of its own. */
function setup(gate: Gate): ConformanceSetup {
  const verdicts = Object.fromEntries(VERDICT_NAMES.map((name) => [name, VERDICTS[name].behaviour]));
  const first = { ...verdicts, [tornOver(gate)]: VERDICTS.limiting.behaviour };
  const second = { [tornOver(gate)]: VERDICTS.forbidding.behaviour };
  return {
    modules: [
      spamChecker({ [gate.callback]: first }, 'first'),
      spamChecker({ [gate.callback]: second }, 'second'),
      ...(gate.modules ?? []),
    ],
  };
}

function verdictsOnTheTorn(verdict: Verdict): Behaviours {
  const { behaviour } = VERDICTS[verdict];
  return Object.fromEntries(GATES.map((gate) => [gate.callback, { [tornOver(gate)]: behaviour }]));
}

/** The user of whom the modules disagree, in one callback. */
function tornOver({ callback }: Gate): string {
  return `torn-${callback}`;
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

function firstHeardCase(gate: Gate, order: ConformanceSetup, heard: string, verdict: Verdict): ConformanceCase {
  return {
    callback: `spam_checker.${gate.callback}`,
    title: `when both refuse, the one that stands before the other is heard: ${heard}`,
    ...order,
    run: async (host) => {
      expect(await attempt(gate, host, tornOver(gate))).toEqual(outcomeIn(gate, verdict));
      expect(await askedFor(host, gate.callback)).toEqual([heard]);
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
