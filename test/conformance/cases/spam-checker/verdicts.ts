import type { Behaviour } from '../../modules/behaviour.ts';
import { INTERNAL_ERROR, type RefusedRequest } from '../../support/refusal.ts';

/** What modules say of a user, by the user's name. */
export const VERDICTS = {
  agreeing: { says: 'NOT_SPAM', behaviour: { returns: 'NOT_SPAM' } },
  forbidding: { says: 'a code', behaviour: { returns: 'M_FORBIDDEN' } },
  limiting: { says: 'another code', behaviour: { returns: 'M_LIMIT_EXCEEDED' } },
  detailed: { says: 'a code with fields', behaviour: { returns: ['M_LIMIT_EXCEEDED', { reason: 'Too late' }] } },
  overriding: {
    says: 'a code with a text and a code in its fields',
    behaviour: { returns: ['M_LIMIT_EXCEEDED', { error: 'Over', errcode: 'ORG.EXAMPLE', reason: 1 }] },
  },
  affirming: { says: 'true, which is deprecated,', behaviour: { returns: true } },
  negating: { says: 'false, which is deprecated,', behaviour: { returns: false } },
  babbling: { says: 'a text that is not a code', behaviour: { returns: 'nonsense' } },
  silent: { says: 'null', behaviour: { returns: null } },
  failing: { says: 'an exception', behaviour: { throws: 'It went wrong' } },
  refusing: {
    says: 'a SynapseError',
    behaviour: { refuses: { status: 418, error: 'I am a teapot', errcode: 'M_BAD_STATE', fields: { lid: 'open' } } },
  },
} as const satisfies Record<string, { readonly says: string; readonly behaviour: Behaviour }>;

/** The name of a user of whom modules say something. */
export type Verdict = keyof typeof VERDICTS;

/** All of them. */
export const VERDICT_NAMES = Object.keys(VERDICTS) as readonly Verdict[];

/** What becomes of a request: it is refused, or it is not. */
export type Outcome = RefusedRequest | 'allowed';

/** What each verdict comes to, where the text of the denials is all that is special about a callback. */
export function usualOutcomes(error: string): Record<Verdict, Outcome> {
  const forbidden = denied(error);
  return {
    agreeing: 'allowed',
    forbidding: forbidden,
    limiting: denied(error, 'M_LIMIT_EXCEEDED'),
    detailed: { status: 403, body: { errcode: 'M_LIMIT_EXCEEDED', error, reason: 'Too late' } },
    overriding: { status: 403, body: { errcode: 'ORG.EXAMPLE', error: 'Over', reason: 1 } },
    affirming: 'allowed',
    negating: forbidden,
    babbling: forbidden,
    silent: forbidden,
    failing: INTERNAL_ERROR,
    refusing: { status: 418, body: { errcode: 'M_BAD_STATE', error: 'I am a teapot', lid: 'open' } },
  };
}

/** A denial with a text. */
export function denied(error: string, errcode = 'M_FORBIDDEN'): RefusedRequest {
  return { status: 403, body: { errcode, error } };
}
