import type { ConfiguredModule } from '../configure/configured-module.ts';
import { inspectConfig } from './inspect-config.ts';
import type { ModuleManifest } from '../load/module-manifest.ts';
import { inspectRegistry, type RegistryReport } from './inspect-registry.ts';
import type { Registry } from '../registry/registry.ts';

/** What runs, as plain data for people and tools: `bouton inspect`. */
export interface Inspection extends RegistryReport {
  /** In the config's order. */
  readonly modules: readonly ModuleInspection[];
}

/** A module in an {@linkcode Inspection}. */
export interface ModuleInspection {
  readonly name: string;
  /** What the module was constructed with, without its secrets. */
  readonly config: unknown;
  readonly manifest: ModuleManifest;
}

/** Describes modules and what they registered. */
export function inspect(modules: readonly ConfiguredModule[], registry: Registry): Inspection {
  return {
    modules: modules.map(({ name, config, manifest }) => ({ name, config: inspectConfig(config), manifest })),
    ...inspectRegistry(registry),
  };
}
