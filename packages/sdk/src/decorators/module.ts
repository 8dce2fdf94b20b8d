import { parseModuleConfig } from '../config/parse-module-config.ts';
import { BoutonError } from '../errors/bouton-error.ts';
import { noteClass, type DecoratedClass } from '../metadata/note-store.ts';
import type { ModuleNote, ResourceClass } from '../metadata/notes.ts';
import { readResourcePath } from '../metadata/read-class-notes.ts';
import { readHttpMethodNotes } from '../metadata/read-notes.ts';
import type { ModuleApi } from '../module-api.ts';
import type { JsonObject } from '../types/json.ts';
import { decoratedClass } from './decorated-class.ts';

/** A class that is constructed with a config and the homeserver. */
export interface ConstructibleWith<Config> {
  new (config: Config, api: ModuleApi): object;
}

/** Options of {@linkcode Module}. */
export interface ModuleOptions<Config extends object, ResourceConfig> {
  /** The class that describes the module's configuration. Without one the module gets the mapping of the YAML. */
  readonly config?: new () => Config;
  /** Classes decorated with `@WebResource(path)`. They are constructed after the module, with what it gets. */
  readonly resources?: readonly ConstructibleWith<ResourceConfig>[];
  /** What logs and tables call the module. Default: the class's name. */
  readonly name?: string;
}

/** A module's class: its static `parseConfig`, where it has one, takes what the config class makes of the YAML. */
export interface ModuleTarget<Config> {
  new (...args: never[]): object;
  readonly parseConfig?: (config: Config) => unknown;
}

/** What a module's constructor gets: what its `parseConfig` returns, or else the config itself. */
export type ParsedConfigOf<Target, Config> = Target extends { readonly parseConfig: (config: never) => infer Parsed }
  ? Parsed
  : Config;

/** Decorates a class whose constructor, and those of its resources, take the config that they will get. */
export type ModuleDecorator<Config, ResourceConfig> = <Target extends ModuleTarget<Config>>(
  target: Target &
    ConstructibleWith<ParsedConfigOf<Target, Config>> &
    ([ParsedConfigOf<Target, Config>] extends [ResourceConfig] ? unknown : ConstructibleWith<ResourceConfig>),
) => void;

/**
 * Declares that a class is a module. It is constructed with `(config, api)` for each time that the configuration lists
 * it; `config` is an instance of the config class, validated, or what the class's static `parseConfig` makes of it.
 *
 * @example
 * ```ts
 * @Module({ config: DemoConfig })
 * export class DemoModule {
 *   constructor(private readonly config: DemoConfig, private readonly api: ModuleApi) {}
 * }
 * ```
 *
 * @throws {BoutonError} `BOUTON_DECORATOR_TARGET`, `BOUTON_DECORATOR_ARGUMENT`.
 * @see https://element-hq.github.io/synapse/latest/modules/writing_a_module.html
 */
export function Module<Config extends object = JsonObject, ResourceConfig = unknown>(
  options: ModuleOptions<Config, ResourceConfig> = {},
): ModuleDecorator<NoInfer<Config>, NoInfer<ResourceConfig>> {
  if (typeof options === 'function') {
    throw new BoutonError('BOUTON_DECORATOR_TARGET', '@Module stands without parentheses; write @Module()');
  }
  const configClass = readConfigClass(options);
  const resources = Object.freeze((options.resources ?? []).map(checkResource));

  return (...args: readonly unknown[]): void => {
    const target = decoratedClass('@Module', args);
    refuseHttpMethods(target);
    const note: ModuleNote = {
      name: options.name ?? target.name,
      resources,
      hasConfigClass: configClass !== undefined,
      parseConfig: (raw, hostParser) => parseModuleConfig(target, configClass, raw, hostParser),
    };
    noteClass('module', target, note);
  };
}

function readConfigClass(options: { readonly config?: new () => object }): (new () => object) | undefined {
  if ('config' in options && typeof options.config !== 'function') {
    throw new BoutonError(
      'BOUTON_DECORATOR_ARGUMENT',
      '@Module wants a class as config; is it imported with "import type", or in a circle?',
    );
  }
  return options.config;
}

function checkResource(resource: ResourceClass): ResourceClass {
  if (typeof resource !== 'function' || readResourcePath(resource) === undefined) {
    const name = typeof resource === 'function' ? `${resource.name}, which is` : 'something that is';
    throw new BoutonError(
      'BOUTON_DECORATOR_ARGUMENT',
      `@Module lists among its resources ${name} not a class decorated with @WebResource(path)`,
    );
  }
  return resource;
}

function refuseHttpMethods(target: DecoratedClass): void {
  const [misplaced] = readHttpMethodNotes(target);
  if (misplaced !== undefined) {
    throw new BoutonError(
      'BOUTON_DECORATOR_TARGET',
      `The module ${target.name} answers ${misplaced.httpMethod} with ${misplaced.method}; ` +
        'that belongs in a class of its own, decorated with @WebResource(path) and listed in the resources of @Module',
    );
  }
}
