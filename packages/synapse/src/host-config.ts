import {
  configurePart,
  type CallbackPolicies,
  type ConfigPlace,
  type ConfiguredModule,
  type PartOptions,
} from '@bouton/runtime';

/** What a `Host` item of homeserver.yaml says, as the Python half sends it. */
export interface HostConfig {
  /** The folder from which modules are found. */
  readonly project: string;
  /** The list of modules, and the administrator's policies, as the YAML has them. */
  readonly modules: unknown;
  readonly callbacks: unknown;
}

/** A {@linkcode HostConfig}, and where it stands in homeserver.yaml, if somebody knows. */
export interface PlacedConfig {
  readonly config: HostConfig;
  readonly place: ConfigPlace | undefined;
}

/** A {@linkcode HostConfig} whose modules are loaded and found to be without faults. */
export interface CheckedConfig {
  readonly modules: readonly ConfiguredModule[];
  readonly policies: CallbackPolicies;
}

/** What the Python half knows of a {@linkcode HostConfig} besides. */
export type ConfigContext = Omit<PartOptions, 'folder'>;

/**
 * Loads the modules of a `Host` item and parses what they are configured with.
 *
 * @throws {ConfigurationError} With everything that is wrong.
 */
export async function checkHostConfig(config: HostConfig, context: ConfigContext = {}): Promise<CheckedConfig> {
  return configurePart(config, { ...context, folder: config.project });
}
