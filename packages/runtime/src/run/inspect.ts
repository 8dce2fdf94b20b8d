import { CALLBACKS, type CategoryName, type CombiningRule } from '@bouton/contract';
import type { ConfiguredModule } from '../configure/configured-module.ts';
import type { ModuleManifest } from '../load/module-manifest.ts';
import type { Registry } from '../registry/registry.ts';
import { inspectConfig } from './inspect-config.ts';

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

/** A {@linkcode Registry} as plain data, for people and tools: `bouton inspect`. */
export interface RegistryReport {
  /** The callbacks that modules have, in the contract's order. */
  readonly callbacks: readonly {
    readonly category: CategoryName;
    readonly callback: string;
    readonly rule: CombiningRule['rule'];
    /** In the order in which they are asked. */
    readonly modules: readonly string[];
  }[];
  readonly loginTypes: readonly {
    readonly loginType: string;
    readonly fields: readonly string[];
    readonly modules: readonly string[];
  }[];
  readonly webResources: readonly {
    readonly path: string;
    /** The HTTP methods that are answered; `*`: all. */
    readonly methods: readonly string[];
    /** The module that answers. */
    readonly module: string;
    /** The modules that wanted the path as well, in the config's order. */
    readonly shadowed: readonly string[];
  }[];
}

/** Describes a registry. */
export function inspectRegistry(registry: Registry): RegistryReport {
  return {
    callbacks: CALLBACKS.map(({ category, name, combine }) => ({
      category,
      callback: name,
      rule: combine.rule,
      modules: registry.callbacks(category, name).map(({ module }) => module),
    })).filter(({ modules }) => modules.length > 0),
    loginTypes: [...registry.loginTypes].map(([loginType, { fields, checkers }]) => ({
      loginType,
      fields,
      modules: checkers.map(({ module }) => module),
    })),
    webResources: [...registry.webResources].map(([path, { resource, module, shadowed }]) => ({
      path,
      methods: typeof resource === 'function' ? ['*'] : Object.keys(resource),
      module,
      shadowed,
    })),
  };
}
