import type { ModuleClass } from '@bouton/sdk/host';
import type { ModuleManifest } from '../load/module-manifest.ts';

/** A module that is loaded and whose configuration is accepted: ready to be constructed. */
export interface ConfiguredModule {
  /** The module's name as the configuration gives it: `@acme/rooms#Guard`. Of a class that was given itself, the name of its `@Module`. */
  readonly name: string;
  readonly moduleClass: ModuleClass;
  /** What the constructor gets: the validated object, or what `parseConfig` returned. */
  readonly config: unknown;
  readonly manifest: ModuleManifest;
}
