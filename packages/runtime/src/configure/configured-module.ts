import type { ConfigError } from '@bouton/sdk';
import type { ModuleClass } from '@bouton/sdk/host';
import type { ModuleManifest } from '../load/module-manifest.ts';
import type { ConfigurationError } from './configuration-error.ts';

/** A module that is loaded and whose configuration is accepted: ready to be constructed. */
export interface ConfiguredModule {
  /** The module's name as the configuration gives it: `@acme/rooms#Guard`. Of a class that was given itself, the name of its `@Module`. */
  readonly name: string;
  readonly moduleClass: ModuleClass;
  /** What the constructor gets: the validated object, or what `parseConfig` returned. */
  readonly config: unknown;
  readonly manifest: ModuleManifest;
  /** Shows what the constructor refuses of its config where that stands in the configuration. */
  readonly refuseConfig: (error: ConfigError) => ConfigurationError;
}
