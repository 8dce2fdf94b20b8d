import { parseModuleConfig, type ConfigDescription } from '../config/parse-module-config.ts';
import { BoutonError } from '../errors/bouton-error.ts';
import { noteClass, type DecoratedClass } from '../metadata/note-store.ts';
import type { ModuleNote, ResourceClass } from '../metadata/notes.ts';
import { readResourcePath } from '../metadata/read-class-notes.ts';
import { readHttpMethodNotes } from '../metadata/read-notes.ts';
import type { ModuleApi } from '../module-api.ts';
import type { JsonObject } from '../types/json.ts';
import { isStandardSchema, type StandardSchema } from '../types/standard-schema.ts';
import { shownToAuthor } from '../errors/author-frame.ts';
import { createDecorator } from './create-decorator.ts';
import { decoratedClass } from './decorated-class.ts';
import type { Mistake } from './method-decorator.ts';

/** A class that is constructed with a config and the homeserver. */
export interface ConstructibleWith<Config> {
  new (config: Config, api: ModuleApi): object;
}

/** A class of web resources, which is constructed with the config, the homeserver and the module that lists it. */
export interface ResourceFor<Config, ModuleInstance> {
  new (config: Config, api: ModuleApi, module: ModuleInstance): object;
}

/** Options of {@linkcode Module}. */
export interface ModuleOptions<Config extends object, ResourceConfig, ResourceModule = unknown> {
  /**
   * What describes the module's configuration: a class, or a schema of a library that follows Standard Schema, such as zod.
   * Without it the module gets the mapping of the YAML.
   */
  readonly config?: ConfigSource<Config>;
  /**
   * Which keys of a schema are secrets, with `*` for every item of a list or a mapping: `['token', 'databases.*.password']`. They
   * are not printed, and may be read from files, as with `@Secret()` in a class.
   */
  readonly secrets?: readonly string[];
  /** Classes decorated with `@WebResource(path)`. They are constructed after the module, with what it gets and the module itself. */
  readonly resources?: readonly ResourceFor<ResourceConfig, ResourceModule>[];
  /** What logs and tables call the module. Default: the class's name. */
  readonly name?: string;
}

/** A class whose properties are a configuration's keys, or a schema. */
export type ConfigSource<Config> = (new () => Config) | StandardSchema<Config>;

/** A module's class: its static `parseConfig`, if it has one, takes what the config class makes of the YAML. */
export interface ModuleTarget<Config> {
  new (...args: never[]): object;
  readonly parseConfig?: (config: Config) => unknown;
}

/** What a module's constructor gets: what its `parseConfig` returns, or else the config itself. */
export type ParsedConfigOf<Target, Config> = Target extends { readonly parseConfig: (config: never) => infer Parsed }
  ? Parsed
  : Config;

/** What the compiler says of a module that gives its resources another config than they want: no class fits it. */
export type ResourceFault = 'A class in its resources wants another config than the module gets';

/** What the compiler says of a module that is not the one that its resources want. */
export type ResourceModuleFault = 'A class in its resources wants another module than this one';

/** Decorates a class whose constructor, and those of its resources, take the config that they will get. */
export type ModuleDecorator<Config, ResourceConfig, ResourceModule = unknown> = <Target extends ModuleTarget<Config>>(
  target: Target &
    ConstructibleWith<ParsedConfigOf<Target, Config>> &
    ([ParsedConfigOf<Target, Config>] extends [ResourceConfig] ? unknown : ResourceFault) &
    (InstanceType<Target> extends ResourceModule ? unknown : ResourceModuleFault),
  context?: ClassContext,
) => void;

/** What a TC39 decorator is told of a class. */
export interface ClassContext {
  readonly kind: 'class';
}

/** What the compiler says of a bare `@Module` on a class that wants a config of a class. */
export type NoConfigNamed = 'The constructor wants a config that is not named: @Module({ config: … })';

/** {@linkcode Module}: bare, with empty parentheses, or with options. */
export interface ModuleDecoratorFactory {
  (): ModuleDecorator<JsonObject, unknown>;
  <Config extends object = JsonObject, ResourceConfig = unknown, ResourceModule = unknown>(
    options: ModuleOptions<Config, ResourceConfig, ResourceModule> & { readonly prototype?: never },
  ): ModuleDecorator<NoInfer<Config>, NoInfer<ResourceConfig>, NoInfer<ResourceModule>>;
  <Target extends ModuleTarget<JsonObject>>(
    target: Target & ConstructibleWith<ParsedConfigOf<Target, JsonObject>>,
    context?: ClassContext,
  ): void;
  (target: abstract new (...args: never[]) => object, context?: ClassContext): Mistake<NoConfigNamed>;
  <Config extends object = JsonObject, ResourceConfig = unknown, ResourceModule = unknown>(
    options: ModuleOptions<Config, ResourceConfig, ResourceModule>,
  ): ModuleDecorator<NoInfer<Config>, NoInfer<ResourceConfig>, NoInfer<ResourceModule>>;
}

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
export const Module: ModuleDecoratorFactory = function module(...args: readonly unknown[]): unknown {
  return shownToAuthor(module, () => {
    const [options = {}] = args;
    if (typeof options === 'function' || args.length > 1) return noteModule(args, {});
    const read = readOptions(options as ModuleOptions<object, never>);
    return createDecorator((decorated) => noteModule(decorated, read));
  });
} as ModuleDecoratorFactory;

type ReadOptions = Partial<Pick<ModuleNote, 'name' | 'resources'>> & { readonly config?: ConfigDescription };

function readOptions({ name, resources, ...options }: ModuleOptions<object, never>): ReadOptions {
  const config = readConfig(options);
  return {
    ...(name !== undefined && { name }),
    ...(config !== undefined && { config }),
    resources: Object.freeze((resources ?? []).map(checkResource)),
  };
}

function noteModule(args: readonly unknown[], { name, resources = Object.freeze([]), config }: ReadOptions): void {
  const target = decoratedClass('@Module', args);
  refuseHttpMethods(target);
  noteClass('module', target, {
    name: name ?? target.name,
    resources,
    hasConfigClass: config !== undefined,
    parseConfig: (raw, options) => parseModuleConfig(target, config, raw, options),
  });
}

function readConfig(options: ModuleOptions<object, never>): ConfigDescription | undefined {
  const { config, secrets } = options;
  if (isStandardSchema(config)) return { schema: config, secrets: Object.freeze([...(secrets ?? [])]) };
  if (secrets !== undefined) {
    throw new BoutonError('BOUTON_DECORATOR_ARGUMENT', '@Module takes secrets with a schema; a class has @Secret()');
  }
  if (config !== undefined && typeof config === 'function') return config;
  if (!('config' in options)) return undefined;
  throw new BoutonError(
    'BOUTON_DECORATOR_ARGUMENT',
    '@Module wants a class or a schema as config; is it imported with "import type", or in a circle?',
  );
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
