import {
  configureModules,
  faultSentence,
  readPolicies,
  type CallbackPolicies,
  type ConfiguredModule,
} from '@bouton/runtime';
import { BoutonError } from '@bouton/sdk';

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
  const faults: string[] = [];
  const policies = readPolicies(config.callbacks, ['callbacks'], ({ path, message }) => {
    faults.push(faultSentence(path, message));
  });
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

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isModuleList(value: unknown): value is HostConfig['modules'] {
  return Array.isArray(value) && value.every((item) => isMapping(item) && typeof item['module'] === 'string');
}
