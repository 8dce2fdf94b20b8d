import type { JsonObject } from '@bouton/sdk';
import type { ConformanceHost, ConformanceSetup } from '../../conformance-case.ts';
import type { TraceEntry } from '../../modules/trace-entry.ts';
import { callsDuring } from '../../support/calls.ts';
import {
  accountData,
  accountValidity,
  mediaRepository,
  otpChecker,
  passwordAuthProvider,
  ratelimit,
  spamChecker,
  thirdPartyRules,
} from '../../support/modules.ts';

/** Modules with all callbacks that an operation can ask, and that refuse nothing. */
export const EVERYTHING: ConformanceSetup = {
  modules: [
    spamChecker(),
    thirdPartyRules(),
    accountValidity(),
    ratelimit(),
    passwordAuthProvider(),
    otpChecker({ auth_checkers: { '*': { names: ['*'] } } }),
    mediaRepository(),
    accountData(),
  ],
};

/**
 * The callbacks that were asked while something happened, in order, each with what it was about, as far as that tells one
 * call from another. `on_new_event` is left out: modules hear of events in the background.
 */
export async function askedDuring(host: ConformanceHost, action: () => Promise<unknown>): Promise<string[]> {
  const calls = await callsDuring(host, action);
  return calls.filter(({ callback }) => callback !== 'on_new_event').map(describe);
}

function describe({ callback, args }: TraceEntry): string {
  switch (callback) {
    case 'check_event_allowed':
    case 'check_event_for_spam': {
      const { type, content } = args[0] as { type: string; content: JsonObject };
      return [callback, type, ...(type === 'm.room.member' ? [content['membership']] : [])].join(' ');
    }
    case 'get_ratelimit_override_for_user':
      return `${callback} ${String(args[1])}`;
    default:
      return callback;
  }
}
