import type { TransformFnParams, TypeOptions } from 'class-transformer';
import type { CategoryName } from '@bouton/contract';
import type { EventFilter } from '../types/event-filter.ts';
import type { HostOptions } from './config-parser.ts';
import type { ParsedConfig } from './parsed-config.ts';

/** A method that is a callback. */
export interface CallbackNote {
  readonly category: CategoryName;
  /** Synapse's name, in snake_case. */
  readonly callback: string;
  readonly method: string;
  readonly when?: EventFilter;
}

/** A method that checks a login type. */
export interface AuthCheckerNote {
  readonly loginType: string;
  readonly fields: readonly string[];
  readonly method: string;
}

/** A method that answers every HTTP method at one path. */
export interface WebResourceNote {
  readonly path: string;
  readonly method: string;
}

/** A method of a resource class that answers one HTTP method. */
export interface HttpMethodNote {
  readonly httpMethod: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly method: string;
}

/** A method whose answers are cached. */
export interface CachedNote {
  readonly method: string;
  readonly maxEntries: number;
  /** For how long an answer is kept when it has come. */
  readonly maxAgeMs?: number;
}

/** A method that is called again and again. */
export interface LoopingCallNote {
  readonly method: string;
  readonly intervalMs: number;
  /** Whether every process of the homeserver calls it, or only the one for background tasks. */
  readonly runOnAllInstances: boolean;
}

/** A method that is called once, when the homeserver has started. */
export interface OnStartNote {
  readonly method: string;
}

/** A property of a config class that is never printed, and may come from a file: `<property>_path`. */
export interface SecretNote {
  readonly property: string;
}

/** What `@Type` says: the class of a property's value, or of the items of its list, `Set`, `Map` or record. */
export interface TypeNote {
  readonly typeFunction: ((options: { newObject: object; object: object; property: string }) => unknown) | undefined;
  readonly discriminator: TypeOptions['discriminator'];
  readonly keepsDiscriminator: boolean;
}

/** What one decorator notes about a property of a config class, for the parser. */
export interface ConfigPropertyNote {
  readonly property: string;
  readonly type?: TypeNote;
  /** What `@Transform` says: makes of the YAML's value what the module sees. */
  readonly transform?: (params: TransformFnParams) => unknown;
  /** Makes what the module sees of a value, or of a collection of values, that has the right shape already. */
  readonly parse?: (value: unknown) => unknown;
  /** Tells class-validator what is wanted. It takes a prototype, which a TC39 decorator is not given. */
  readonly register?: (prototype: object) => void;
}

/** What `@Module` notes about a class. */
export interface ModuleNote {
  /** What logs and tables call the module: the class's name, if the author names no other. */
  readonly name: string;
  /** Classes decorated with `@WebResource`. */
  readonly resources: readonly ResourceClass[];
  /** Whether there is a config class. */
  readonly hasConfigClass: boolean;
  /**
   * Makes of the mapping in the YAML what the module's constructor gets, with the module's own config class and static
   * `parseConfig`. Never throws; changes nothing in `raw`. A missing config is an empty one.
   */
  readonly parseConfig: (raw: unknown, options?: HostOptions) => ParsedConfig;
}

/** A class of web resources, constructed with `(config, api, module)`. */
export type ResourceClass = new (...args: never[]) => object;

/** A class decorated with `@Module`. */
export type ModuleClass = new (...args: never[]) => object;
