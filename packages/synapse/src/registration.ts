import { callbackContract, CALLBACKS, type CategoryName } from '@bouton/contract';
import { DEFAULT_CALLBACK_POLICY, type CallbackPolicies, type OnFailure, type Registry } from '@bouton/runtime';
import type { EventFilter } from '@bouton/sdk';
import { webRoots, type WebRoot } from './web-roots.ts';

interface WirePolicy {
  readonly deadlineMs: number;
  /** Null: by the contract. */
  readonly onFailure: OnFailure | null;
}

/** What the modules of a `Host` item registered, as it stands on the wire. */
export interface WireRegistration {
  readonly callbacks: readonly (WirePolicy & {
    readonly category: CategoryName;
    readonly callback: string;
    readonly modules: readonly string[];
    /** One entry per module; null: it wants every event. */
    readonly filters: readonly (EventFilter | null)[];
  })[];
  readonly loginTypes: readonly (WirePolicy & {
    readonly loginType: string;
    readonly fields: readonly string[];
    readonly modules: readonly string[];
  })[];
  readonly webResources: readonly WebRoot[];
  readonly taskActions: readonly string[];
}

/** Describes what modules registered. @param taskActions The names of their task actions. */
export function describeRegistration(
  registry: Registry,
  policies: CallbackPolicies,
  taskActions: readonly string[],
): WireRegistration {
  const authCheckers = callbackContract('password_auth_provider', 'auth_checkers');
  return {
    callbacks: CALLBACKS.map((row) => ({ row, registered: registry.callbacks(row.category, row.name) }))
      .filter(({ registered }) => registered.length > 0)
      .map(({ row, registered }) => ({
        category: row.category,
        callback: row.name,
        modules: registered.map(({ module }) => module),
        filters: registered.map(({ when }) => when ?? null),
        ...wirePolicy(policies, row.name),
      })),
    loginTypes: [...registry.loginTypes].map(([loginType, { fields, checkers }]) => ({
      loginType,
      fields,
      modules: checkers.map(({ module }) => module),
      ...wirePolicy(policies, authCheckers.name),
    })),
    webResources: webRoots(registry),
    taskActions,
  };
}

function wirePolicy(policies: CallbackPolicies, name: string): WirePolicy {
  const { deadlineMs, onFailure = null } = policies.get(name) ?? DEFAULT_CALLBACK_POLICY;
  return { deadlineMs, onFailure };
}
