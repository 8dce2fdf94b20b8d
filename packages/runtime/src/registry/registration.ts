import type { CategoryName } from '@bouton/contract';
import type { AuthCheckerRegistration, EventFilter, WebResourceHandler } from '@bouton/sdk';
import type { HttpMethodNote } from '@bouton/sdk/metadata';

/** A callback that a module brings. */
export interface NewCallback {
  /** Synapse's name, in snake_case. */
  readonly callback: string;
  readonly call: (...args: readonly unknown[]) => unknown;
  /** Which events it wants to see; for callbacks that receive an event. */
  readonly when?: EventFilter | undefined;
}

/** A module's callback in the registry. */
export interface Registration extends NewCallback {
  readonly module: string;
  readonly category: CategoryName;
}

/** A login type, and its checkers in the config's order. */
export interface LoginType {
  /** What a login of this type must bring. */
  readonly fields: readonly string[];
  readonly checkers: readonly { readonly module: string; readonly check: AuthCheckerRegistration['check'] }[];
}

/** What answers at a path: one handler for every HTTP method, or one for each of some. */
export type WebResource =
  | WebResourceHandler
  | Readonly<Partial<Record<HttpMethodNote['httpMethod'], WebResourceHandler>>>;

/** The web resource at one path. */
export interface WebResourceEntry {
  readonly module: string;
  readonly resource: WebResource;
  /** Modules that wanted the path as well, in the config's order. */
  readonly shadowed: readonly string[];
}
