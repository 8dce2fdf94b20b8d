import { callbackContract, CALLBACKS } from '@bouton/contract';
import {
  configureModules,
  DEFAULT_CALLBACK_POLICY,
  policyFault,
  type CallbackPolicies,
  type CallbackPolicy,
  type ConfiguredModule,
  type OnFailure,
} from '@bouton/runtime';
import { BoutonError } from '@bouton/sdk';
import { parseDuration } from '@bouton/sdk/metadata';

/** What a `Host` item of homeserver.yaml says, as the Python half sends it. */
export interface HostConfig {
  /** The folder from which modules are found. */
  readonly project: string;
  readonly modules: readonly { readonly module: string; readonly config?: unknown }[];
  /** The administrator's policies, by Synapse's names of the callbacks. */
  readonly callbacks: Readonly<Record<string, unknown>>;
}

/** A {@linkcode HostConfig} whose modules are loaded and found to be without faults. */
export interface CheckedConfig {
  readonly modules: readonly ConfiguredModule[];
  readonly policies: CallbackPolicies;
}

/**
 * Loads the modules of a `Host` item and parses what they are configured with.
 *
 * @throws {BoutonError} With everything that is wrong.
 */
export async function checkHostConfig(config: HostConfig): Promise<CheckedConfig> {
  const policies = new Map<string, CallbackPolicy>();
  const faults: string[] = [];
  if (!isMapping(config.callbacks)) faults.push('callbacks must be a mapping of callbacks to their policies');
  for (const [name, raw] of Object.entries(config.callbacks)) {
    const policy = readPolicy(name, raw);
    if (typeof policy === 'string') faults.push(policy);
    else policies.set(name, policy);
  }
  if (!isModuleList(config.modules)) {
    faults.push('modules must be a list of modules, each a mapping with "module" and "config"');
  } else {
    try {
      const modules = await configureModules(config.modules, { folder: config.project });
      if (faults.length === 0) return { modules, policies };
    } catch (error) {
      if (!(error instanceof BoutonError)) throw error;
      faults.push(error.message);
    }
  }
  throw new BoutonError('BOUTON_CONFIG_INVALID', faults.join('\n\n'));
}

/** The policy, or what is wrong with it. */
function readPolicy(name: string, raw: unknown): CallbackPolicy | string {
  const row = CALLBACKS.find((callback) => callback.name === name);
  if (row === undefined) return `callbacks.${name} is not a callback of Synapse`;
  if (!isMapping(raw)) return `callbacks.${name} must be a mapping with "deadline" and "on_failure"`;
  const unknownKey = Object.keys(raw).find((key) => key !== 'deadline' && key !== 'on_failure');
  if (unknownKey !== undefined)
    return `callbacks.${name}.${unknownKey} is not known; there are deadline and on_failure`;
  const { deadline, on_failure: onFailure } = raw;
  const deadlineMs = deadline === undefined ? DEFAULT_CALLBACK_POLICY.deadlineMs : parseDuration(deadline);
  if (deadlineMs === undefined) {
    return `callbacks.${name}.deadline must be a duration like "2s", or a number of milliseconds`;
  }
  if (onFailure !== undefined && !isOnFailure(onFailure)) {
    return `callbacks.${name}.on_failure must be allow, deny or error`;
  }
  const policy = onFailure === undefined ? { deadlineMs } : { deadlineMs, onFailure };
  const fault = policyFault(callbackContract(row.category, name), policy);
  return fault === undefined ? policy : `callbacks.${name}.on_failure ${fault}`;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isModuleList(value: unknown): value is HostConfig['modules'] {
  return Array.isArray(value) && value.every((item) => isMapping(item) && typeof item['module'] === 'string');
}

function isOnFailure(value: unknown): value is OnFailure {
  return value === 'allow' || value === 'deny' || value === 'error';
}
