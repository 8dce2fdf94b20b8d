/**
 * Thrown by a module's `parseConfig` to refuse its configuration. The host shows it where it stands in the YAML.
 * https://element-hq.github.io/synapse/latest/modules/writing_a_module.html#handling-the-modules-configuration
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** Where in the module's config the fault is: `['rules', 0, 'match']`. Empty: the config as a whole. */
  readonly path: readonly (string | number)[];

  constructor(message: string, path: readonly (string | number)[] = []) {
    super(message);
    this.path = path;
  }

  /** Whether a value is a ConfigError, of this or of another copy of the SDK. */
  static is(value: unknown): value is ConfigError {
    return value instanceof Error && value.name === 'ConfigError' && 'path' in value && Array.isArray(value.path);
  }
}
