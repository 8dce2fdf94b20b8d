import type { ConformanceSetup } from '../../conformance-case.ts';
import type { Behaviour, Behaviours } from '../../modules/behaviour.ts';
import { federation } from '../../support/modules.ts';
import { VERDICTS } from '../spam-checker/verdicts.ts';

const FORBIDS: Behaviour = { returns: 'M_FORBIDDEN' };
const LIMITS: Behaviour = { returns: 'M_LIMIT_EXCEEDED' };
const FAILS: Behaviour = { throws: 'It went wrong' };
const REFUSES: Behaviour = VERDICTS.refusing.behaviour;

/** What `should_drop_federated_event` may answer to a message that says so. */
export const DROP_ANSWERS = {
  agreeing: { says: 'true', behaviour: { returns: true }, drops: true },
  wordy: { says: 'a text', behaviour: { returns: 'Spam' }, drops: true },
  counting: { says: 'a number', behaviour: { returns: 1 }, drops: true },
  negating: { says: 'false', behaviour: { returns: false }, drops: false },
  silent: { says: 'null', behaviour: { returns: null }, drops: false },
  blank: { says: 'an empty text', behaviour: { returns: '' }, drops: false },
  zero: { says: 'zero', behaviour: { returns: 0 }, drops: false },
} as const satisfies Record<string, { says: string; behaviour: Behaviour; drops: boolean }>;

const verdicts = Object.fromEntries(Object.entries(VERDICTS).map(([name, { behaviour }]) => [name, behaviour]));
const dropAnswers = Object.fromEntries(Object.entries(DROP_ANSWERS).map(([name, { behaviour }]) => [name, behaviour]));

/** Two modules: of whom both speak, the first speaks before the second, or the other way round. */
const first: Behaviours = {
  federated_user_may_invite: { ...verdicts, torn: LIMITS },
  user_may_invite: { unwelcome: VERDICTS.detailed.behaviour },
  should_drop_federated_event: {
    ...Object.fromEntries(Object.entries(dropAnswers).map(([name, behaviour]) => [`drop-${name}`, behaviour])),
    'drop-failing': FAILS,
    'drop-refusing': REFUSES,
    'drop-torn': REFUSES,
    dropped: { returns: true },
  },
  check_event_for_spam: {
    ...Object.fromEntries(Object.entries(verdicts).map(([name, behaviour]) => [`spam-${name}`, behaviour])),
    'spam-torn': FORBIDS,
    spammer: FORBIDS,
  },
  check_event_allowed: {
    denied: { returns: [false] },
    failed: FAILS,
    refused: REFUSES,
    replaced: { edits: { content: { membership: 'join', displayname: 'Replaced' } } },
    'torn-member': { returns: [false] },
  },
  on_new_event: { 'new-failing': FAILS },
  on_event_delivered_over_federation: { 'delivery-failing': FAILS },
};

const second: Behaviours = {
  federated_user_may_invite: { torn: FORBIDS },
  should_drop_federated_event: { 'drop-torn': { returns: true } },
  check_event_for_spam: { 'spam-torn': FAILS },
  check_event_allowed: { 'torn-member': REFUSES },
};

/** Most cases: `first` before `second`. */
export const FEDERATION: ConformanceSetup = {
  modules: [federation(first, 'first'), federation(second, 'second')],
  federation: true,
};

/** `second` before `first`. */
export const REVERSED: ConformanceSetup = {
  modules: [federation(second, 'second'), federation(first, 'first')],
  federation: true,
};

/** Only a module that wants to see remote events, and nothing else. */
export const FILTERED: ConformanceSetup = {
  modules: [
    {
      module: './registration.ts#RemoteModule',
      config: { name: 'remote', behaviours: { check_event_for_spam: { '*': { returns: 'NOT_SPAM' } } } },
    },
  ],
  federation: true,
};
