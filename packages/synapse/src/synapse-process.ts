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
  readonly runsBackgroundTasks: boolean;
}
