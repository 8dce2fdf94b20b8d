import type { ParsedConfig } from './parsed-config.ts';

/** What a config is parsed with. */
export interface ParseOptions {
  /** What the paths of secrets' files are relative to. Default: the current folder. */
  readonly folder?: string;
}

/** Makes of a mapping of the YAML an instance of a config class, or finds every fault. */
export type ConfigParser = (configClass: new () => object, raw: unknown, options?: ParseOptions) => ParsedConfig;

/** What a host gives a module to parse its config with. */
export interface HostOptions extends ParseOptions {
  /** Parses with the config class if the module itself does not import `@bouton/sdk/config`. */
  readonly parser?: ConfigParser | undefined;
}

let known: ConfigParser | undefined;

/**
 * Says how configs are parsed. `@bouton/sdk/config` does so when it is imported, as every config class imports it: a module
 * without a config class needs no validator.
 */
export function useConfigParser(parser: ConfigParser): void {
  known = parser;
}

/** How this copy of the SDK parses configs; undefined if nothing has imported `@bouton/sdk/config`. */
export function configParser(): ConfigParser | undefined {
  return known;
}
