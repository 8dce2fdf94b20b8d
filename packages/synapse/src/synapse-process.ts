import type { HttpProxies } from '@bouton/runtime';

/** A Synapse process, as it introduces itself in `hello`. */
export interface SynapseProcess {
  readonly protocol: number;
  /** Synapse's version. */
  readonly synapse: string;
  readonly serverName: string;
  readonly publicBaseurl: string;
  /** Null in the main process, as `workerApp` is. */
  readonly workerName: string | null;
  readonly workerApp: string | null;
  readonly emailAppName: string;
  readonly customTemplateDir: string | null;
  /** By which proxies Synapse asks other services; null if this version of Synapse does not let modules use them. */
  readonly proxies: HttpProxies | null;
  readonly runsBackgroundTasks: boolean;
  readonly databaseEngine: 'sqlite' | 'postgres';
  /** The members of `ModuleApi` and the callbacks, in camelCase, that this Synapse lacks, with what it would take. */
  readonly missing: Readonly<Record<string, string>>;
  /** Whether the homeserver may have other processes, which hear from this one by replication. */
  readonly replicates: boolean;
}
