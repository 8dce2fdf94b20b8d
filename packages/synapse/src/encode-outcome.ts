import type { CallbackContract, CombiningRule } from '@bouton/contract';
import type { AcceptedLogin, Denial, EventPermission } from '@bouton/runtime';
import type { PostLoginCallback, UserPresenceState } from '@bouton/sdk';

/** Keeps what a module wants called after the login that the outcome accepts. */
export type KeepAfterLogin = (afterLogin: PostLoginCallback) => void;

type Encode = (outcome: never, keep: KeepAfterLogin) => unknown;

const ENCODERS: Readonly<Partial<Record<CombiningRule['rule'], Encode>>> = {
  firstDenial: encodeDenial,
  veto: encodeDenial,
  allowOrReplace: ({ denial, replacement }: EventPermission) =>
    denial === undefined ? { replacement } : { denied: true },
  firstLogin: encodeLogin,
  mergeSetMaps: (routes: ReadonlyMap<string, readonly UserPresenceState[]>) => Object.fromEntries(routes),
  mergeSetsOrAll: (users: ReadonlySet<string> | string) => (typeof users === 'string' ? users : [...users]),
};

/** What the outcome of a callback is on the wire. */
export function outcomeEncoder(row: CallbackContract): (outcome: unknown, keep: KeepAfterLogin) => unknown {
  const encode = ENCODERS[row.combine.rule] as ((outcome: unknown, keep: KeepAfterLogin) => unknown) | undefined;
  return encode ?? ((outcome) => outcome ?? null);
}

function encodeDenial(denial: Denial): unknown {
  if (denial === undefined) return null;
  return { errcode: denial.errcode, error: denial.message, additionalFields: denial.additionalFields };
}

function encodeLogin(login: AcceptedLogin | undefined, keep: KeepAfterLogin): unknown {
  if (login === undefined) return null;
  if (login.afterLogin !== undefined) keep(login.afterLogin);
  return { userId: login.userId, hasAfterLogin: login.afterLogin !== undefined };
}
