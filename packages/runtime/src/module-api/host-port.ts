import type { RuntimeMemberName } from '@bouton/contract';
import type { Logger, ModuleApi } from '@bouton/sdk';
import type { Clock } from '../lib/clock.ts';
import type { HttpProxies } from './http-proxies.ts';

/** The members of `ModuleApi` that the runtime itself provides, the same for every host. */
export type RuntimeMember = RuntimeMemberName | 'supports' | 'logger';

/** The members of `ModuleApi` that only a host can provide. */
export type HostMembers = Omit<ModuleApi, RuntimeMember>;

/** Members that no host can do without. */
type RequiredMember = 'serverName' | 'publicBaseurl' | 'workerName' | 'workerApp' | 'shouldRunBackgroundTasks';

/**
 * What the runtime needs of a host. A member of `ModuleApi` that a host leaves out throws `BOUTON_NOT_IMPLEMENTED` when a
 * module uses it.
 */
export interface HostPort extends Pick<HostMembers, RequiredMember>, Partial<Omit<HostMembers, RequiredMember>> {
  /** The host's name in error messages: `the embedded homeserver`. */
  readonly hostName: string;
  /**
   * The members of `ModuleApi` and the callbacks, in camelCase, that this host lacks although others have them, each with what
   * it would take: `Synapse 1.158 or newer`.
   */
  readonly missing?: ReadonlyMap<string, string>;
  /** By which proxies `httpClient` asks other services; none if it is left out. */
  readonly proxies?: HttpProxies | null;
  readonly clock: Clock;
  /** The log of the runtime; modules get children of it. */
  readonly log: Logger;
  /** Tells the other processes to forget a cached answer. Left out if there is only one process. */
  readonly broadcastInvalidation?: (cache: string, keys: readonly unknown[]) => Promise<void>;
}
