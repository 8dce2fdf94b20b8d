import type { CategoryName } from '@bouton/contract';
import type { LoginType } from './login-types.ts';
import type { RegisteredCallback } from './registered-callbacks.ts';
import type { WebResourceEntry } from './web-resources.ts';

/** What all modules registered, in the config's order; it does not change. */
export interface Registry {
  /** The modules' callbacks under one of Synapse's names, in the order in which they are asked. */
  callbacks(category: CategoryName, name: string): readonly RegisteredCallback[];
  /** By login type, in the order in which the types were first registered. */
  readonly loginTypes: ReadonlyMap<string, LoginType>;
  /** By path. */
  readonly webResources: ReadonlyMap<string, WebResourceEntry>;
}

/** Makes the registry of what was registered. */
export function createRegistry(
  callbacks: readonly RegisteredCallback[],
  loginTypes: ReadonlyMap<string, LoginType>,
  webResources: ReadonlyMap<string, WebResourceEntry>,
): Registry {
  const byCallback = Map.groupBy(callbacks, ({ category, callback }) => `${category}.${callback}`);
  for (const group of byCallback.values()) Object.freeze(group);
  const none: readonly RegisteredCallback[] = Object.freeze([]);
  return Object.freeze({
    callbacks: (category: CategoryName, name: string) => byCallback.get(`${category}.${name}`) ?? none,
    loginTypes: new Map(loginTypes),
    webResources: new Map(webResources),
  });
}
