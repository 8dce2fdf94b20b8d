import type { CategoryName } from '@bouton/contract';
import type { LoginType, Registration, WebResourceEntry } from './registration.ts';

/** What all modules registered, in the config's order; it does not change. */
export interface Registry {
  /** The modules' callbacks under one of Synapse's names, in the order in which they are asked. */
  registrations(category: CategoryName, callback: string): readonly Registration[];
  /** By login type, in the order in which the types were first registered. */
  readonly loginTypes: ReadonlyMap<string, LoginType>;
  /** By path. */
  readonly webResources: ReadonlyMap<string, WebResourceEntry>;
}

/** Makes the registry of what was registered. */
export function createRegistry(
  registrations: readonly Registration[],
  loginTypes: ReadonlyMap<string, LoginType>,
  webResources: ReadonlyMap<string, WebResourceEntry>,
): Registry {
  const byCallback = Map.groupBy(registrations, ({ category, callback }) => `${category}.${callback}`);
  for (const group of byCallback.values()) Object.freeze(group);
  const none: readonly Registration[] = Object.freeze([]);
  return Object.freeze({
    registrations: (category: CategoryName, callback: string) => byCallback.get(`${category}.${callback}`) ?? none,
    loginTypes: new Map(loginTypes),
    webResources: new Map(webResources),
  });
}
