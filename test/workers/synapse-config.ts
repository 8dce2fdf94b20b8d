/** The names of the Synapse processes; `main` is the main process. */
export const PROCESSES = ['main', 'one', 'two'] as const;

/** The name of a Synapse process. */
export type ProcessName = (typeof PROCESSES)[number];

/** The generic workers: `one` persists the events, `two` runs the background tasks. */
export const WORKERS = ['one', 'two'] as const;

/** The ports of 127.0.0.1 on which a Synapse process listens. */
export interface SynapsePorts {
  readonly client: number;
  readonly replication: number;
}

/** What {@linkcode sharedConfig} is made of. */
export interface SharedConfigParts {
  readonly folder: string;
  readonly url: string;
  readonly ports: Readonly<Record<ProcessName, SynapsePorts>>;
  readonly database: object;
  readonly redis: string;
  readonly modules: readonly object[];
}

const UNLIMITED = { per_second: 100_000, burst_count: 100_000 };

/** The homeserver.yaml that all processes read. */
export function sharedConfig({ folder, url, ports, database, redis, modules }: SharedConfigParts): object {
  const replication = PROCESSES.map((name) => [name, { host: '127.0.0.1', port: ports[name].replication }]);
  return {
    server_name: 'localhost',
    public_baseurl: url,
    listeners: listeners(ports.main),
    database,
    redis: { enabled: true, path: redis },
    instance_map: Object.fromEntries(replication),
    stream_writers: { events: ['one'] },
    run_background_tasks_on: 'two',
    worker_replication_secret: 'known-to-the-tests',
    macaroon_secret_key: 'known-to-the-tests',
    form_secret: 'known-to-the-tests',
    log_config: `${folder}/log.yaml`,
    media_store_path: `${folder}/media`,
    signing_key_path: `${folder}/signing.key`,
    pid_file: `${folder}/main.pid`,
    trusted_key_servers: [],
    report_stats: false,
    ip_range_whitelist: ['127.0.0.1'],
    enable_registration: true,
    enable_registration_without_verification: true,
    rc_message: UNLIMITED,
    rc_registration: UNLIMITED,
    rc_joins: { local: UNLIMITED, remote: UNLIMITED },
    rc_login: { address: UNLIMITED, account: UNLIMITED, failed_attempts: UNLIMITED },
    modules,
  };
}

/** What {@linkcode workerConfig} is made of. */
export interface WorkerConfigParts {
  readonly name: ProcessName;
  readonly folder: string;
  readonly ports: SynapsePorts;
  readonly database: object;
}

/** What a worker reads besides. The worker `one` does not serve media. */
export function workerConfig({ name, folder, ports, database }: WorkerConfigParts): object {
  return {
    database,
    enable_media_repo: name !== 'one',
    worker_app: 'synapse.app.generic_worker',
    worker_name: name,
    worker_listeners: listeners(ports),
    worker_log_config: `${folder}/log.yaml`,
    worker_pid_file: `${folder}/${name}.pid`,
  };
}

function listeners({ client, replication }: SynapsePorts): readonly object[] {
  const shape = { type: 'http', tls: false, bind_addresses: ['127.0.0.1'] };
  return [
    { ...shape, port: client, x_forwarded: true, resources: [{ names: ['client'] }] },
    { ...shape, port: replication, resources: [{ names: ['replication'] }] },
  ];
}

/** The log.yaml of all processes. */
export const LOG_CONFIG = {
  version: 1,
  disable_existing_loggers: false,
  formatters: { plain: { format: '%(name)s %(levelname)s %(message)s' } },
  handlers: { console: { class: 'logging.StreamHandler', formatter: 'plain' } },
  root: { level: 'INFO', handlers: ['console'] },
};
