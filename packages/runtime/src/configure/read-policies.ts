import { CALLBACKS, type CallbackContract } from '@bouton/contract';
import { parseDuration } from '@bouton/sdk/host';
import {
  DEFAULT_CALLBACK_POLICY,
  policyFault,
  type CallbackPolicy,
  type OnFailure,
} from '../dispatch/callback-policy.ts';
import { invalid, type ReportFault } from './config-fault.ts';
import type { ConfigPath } from '../text/config-path.ts';
import { didYouMean } from '../text/did-you-mean.ts';
import { isFalsy } from '../lib/values.ts';
import { isMapping } from '../text/is-mapping.ts';

/** The administrator's policies, by Synapse's name of the callback: `user_may_invite`. */
export type CallbackPolicies = ReadonlyMap<string, CallbackPolicy>;

const KNOWN_KEYS = ['deadline', 'on_failure'];
const ON_FAILURE: readonly unknown[] = ['allow', 'deny', 'error'] satisfies OnFailure[];

const rows = new Map(CALLBACKS.map((row) => [row.name, row]));

/** Reads the mapping of callbacks to their policies. Faults are reported. */
export function readPolicies(raw: unknown, path: ConfigPath, report: ReportFault): CallbackPolicies {
  const policies = new Map<string, CallbackPolicy>();
  if (isFalsy(raw)) return policies;
  if (!isMapping(raw)) {
    report(
      invalid(path, 'must be a mapping of callbacks, like "user_may_invite: { deadline: 2s, on_failure: allow }"'),
    );
    return policies;
  }
  for (const [name, value] of Object.entries(raw)) {
    const at = [...path, name];
    const row = rows.get(name);
    if (row === undefined) {
      report(invalid(at, `is not a callback of Synapse${didYouMean(name, [...rows.keys()])}`, 'key'));
      continue;
    }
    policies.set(name, readPolicy(value, row, at, report));
  }
  return policies;
}

function readPolicy(raw: unknown, row: CallbackContract, path: ConfigPath, report: ReportFault): CallbackPolicy {
  if (!isMapping(raw)) {
    report(invalid(path, 'must be a mapping with "deadline" and "on_failure"'));
    return DEFAULT_CALLBACK_POLICY;
  }
  for (const key of Object.keys(raw)) {
    if (!KNOWN_KEYS.includes(key)) report(invalid([...path, key], `is not known${didYouMean(key, KNOWN_KEYS)}`, 'key'));
  }
  const deadlineMs = readDeadline(raw['deadline'], [...path, 'deadline'], report);
  const onFailure = readOnFailure(raw['on_failure'], [...path, 'on_failure'], report);
  const policy = onFailure === undefined ? { deadlineMs } : { deadlineMs, onFailure };
  const fault = policyFault(row, policy);
  if (fault !== undefined) report(invalid([...path, deadlineMs > 0 ? 'on_failure' : 'deadline'], fault));
  return policy;
}

function readDeadline(raw: unknown, path: ConfigPath, report: ReportFault): number {
  if (raw === undefined) return DEFAULT_CALLBACK_POLICY.deadlineMs;
  const deadlineMs = parseDuration(raw);
  if (deadlineMs !== undefined) return deadlineMs;
  report(invalid(path, 'must be a duration like "2s", or a number of milliseconds'));
  return DEFAULT_CALLBACK_POLICY.deadlineMs;
}

function readOnFailure(raw: unknown, path: ConfigPath, report: ReportFault): OnFailure | undefined {
  if (raw === undefined || isOnFailure(raw)) return raw;
  report(invalid(path, 'must be allow, deny or error'));
  return undefined;
}

function isOnFailure(value: unknown): value is OnFailure {
  return ON_FAILURE.includes(value);
}
