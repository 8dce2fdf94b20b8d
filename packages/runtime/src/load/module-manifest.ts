import {
  readAuthCheckerNotes,
  readCachedNotes,
  readCallbackNotes,
  readHttpMethodNotes,
  readLoopingCallNotes,
  readModuleNote,
  readOnStartNotes,
  readResourcePath,
  readWebResourceNotes,
  type AuthCheckerNote,
  type CachedNote,
  type CallbackNote,
  type LoopingCallNote,
  type ModuleClass,
} from '@bouton/sdk/host';

/** A web resource that a module declares. */
export interface WebResourceManifest {
  readonly path: string;
  /** The HTTP methods that are answered; `*`: all. */
  readonly methods: readonly string[];
  /** The module's method, or the class of resources, that answers. */
  readonly handler: string;
}

/** All that a module's decorators declare, as JSON: read from the class alone, without an instance. */
export interface ModuleManifest {
  /** The name that the author gave the module, or the class's. */
  readonly name: string;
  readonly hasConfigClass: boolean;
  readonly callbacks: readonly CallbackNote[];
  readonly authCheckers: readonly AuthCheckerNote[];
  /** Those of methods first, then those of classes. */
  readonly webResources: readonly WebResourceManifest[];
  readonly cached: readonly CachedNote[];
  readonly loopingCalls: readonly LoopingCallNote[];
  /** The methods that are called once all modules are constructed. */
  readonly onStart: readonly string[];
  /** Whether the module has something to end: `[Symbol.asyncDispose]` or `[Symbol.dispose]`. */
  readonly hasDispose: boolean;
}

/** Reads the manifest of a class decorated with `@Module`. */
export function moduleManifest(moduleClass: ModuleClass): ModuleManifest {
  const note = readModuleNote(moduleClass);
  const resources = note?.resources ?? [];
  const prototype = moduleClass.prototype as object;
  return {
    name: note?.name ?? moduleClass.name,
    hasConfigClass: note?.hasConfigClass ?? false,
    callbacks: readCallbackNotes(moduleClass),
    authCheckers: readAuthCheckerNotes(moduleClass),
    webResources: [
      ...readWebResourceNotes(moduleClass).map(({ path, method }) => ({ path, methods: ['*'], handler: method })),
      ...resources.map((resource) => ({
        path: readResourcePath(resource) ?? '',
        methods: readHttpMethodNotes(resource).map(({ httpMethod }) => httpMethod),
        handler: resource.name,
      })),
    ],
    cached: readCachedNotes(moduleClass),
    loopingCalls: readLoopingCallNotes(moduleClass),
    onStart: readOnStartNotes(moduleClass).map(({ method }) => method),
    hasDispose: Symbol.asyncDispose in prototype || Symbol.dispose in prototype,
  };
}
