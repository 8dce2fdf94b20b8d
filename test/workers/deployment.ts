import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureServices } from '../../scripts/services.mjs';
import { ensureSynapseVenv } from '../../scripts/synapse-venv.mjs';
import { COMMAND, startBoutonHost } from './bouton-host.ts';
import { freePorts } from './free-ports.ts';
import { gridState } from './grid-client.ts';
import { startNginx } from './nginx.ts';
import { DATABASE, Postgres } from './postgres.ts';
import { Process } from './process.ts';
import { redisSocket, startRedis } from './redis.ts';
import {
  LOG_CONFIG,
  PROCESSES,
  sharedConfig,
  WORKERS,
  workerConfig,
  type ProcessName,
  type SynapsePorts,
} from './synapse-config.ts';

const PYTHON_HALF = fileURLToPath(new URL('../../packages/synapse/python/src', import.meta.url));
const MODULES = fileURLToPath(new URL('modules', import.meta.url));

/** Settings of {@linkcode Deployment.start}. */
export interface DeploymentOptions {
  /** Whether the Synapse processes share one Node host; else each has its own. */
  readonly isShared: boolean;
  /** The `callbacks` of the `synapse_bouton.Host` item. */
  readonly callbacks?: object;
}

/** The modules of all processes. */
const LOADED = [
  './grid.ts#Grid',
  './caller.ts#Caller',
  './ledger.ts#Ledger',
  './errands.ts#Errands',
  './streams.ts#Streams',
];

/** A Synapse with two workers, PostgreSQL, Redis and nginx, with the modules of `modules/`. */
export class Deployment implements AsyncDisposable {
  readonly #resources = new AsyncDisposableStack();
  readonly #synapse = new Map<ProcessName, Process>();
  #python = '';
  #folder = '';
  #urls: Readonly<Record<string, string>> = {};
  #host: Process | undefined;
  #postgres: Postgres | undefined;
  #isShared = false;

  private constructor() {}

  /** Starts everything. */
  static async start(options: DeploymentOptions): Promise<Deployment> {
    const deployment = new Deployment();
    try {
      await deployment.#start(options);
      return deployment;
    } catch (error) {
      await deployment[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Where clients connect: nginx. */
  get url(): string {
    return this.urlOf('nginx');
  }

  /** Where one process listens for clients. */
  urlOf(name: ProcessName | 'nginx'): string {
    return this.#urls[name] ?? '';
  }

  /** Whether the Synapse processes share one Node host. */
  get isShared(): boolean {
    return this.#isShared;
  }

  /** The value that a query finds in Synapse's database, as text. */
  async queryValue(sql: string): Promise<string> {
    return (await this.#postgres?.queryValue(DATABASE, sql)) ?? '';
  }

  /** What a Synapse process printed since it was started last. */
  log(name: ProcessName): string {
    return this.#synapse.get(name)?.output ?? '';
  }

  /** Ends a Synapse process with a signal, and starts it again; resolves when it serves. */
  async restartSynapse(name: ProcessName, signal: NodeJS.Signals): Promise<void> {
    await this.#synapse.get(name)?.stop(signal);
    await this.#startSynapse(name);
  }

  /** Ends the shared Node host with a signal, and starts it again; resolves when it listens. */
  async restartHost(signal: NodeJS.Signals): Promise<void> {
    await this.#host?.stop(signal);
    this.#host = await startBoutonHost(this.#hostSocket);
  }

  /** Kills the Node host of a Synapse process, which is started again. */
  async killHost(name: ProcessName): Promise<void> {
    if (this.#isShared) return this.restartHost('SIGKILL');
    const { pid } = await gridState(this.urlOf(name));
    process.kill(pid, 'SIGKILL');
    return undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#resources.disposeAsync();
  }

  get #hostSocket(): string {
    return join(this.#folder, 'bouton.sock');
  }

  async #start({ isShared, callbacks = {} }: DeploymentOptions): Promise<void> {
    this.#isShared = isShared;
    const services = await ensureServices();
    this.#python = await ensureSynapseVenv({ forWorkers: true });
    this.#folder = await mkdtemp(join(tmpdir(), 'bouton-workers-'));
    this.#resources.defer(() => rm(this.#folder, { recursive: true }));
    const postgres = this.#resources.use(await Postgres.start(services.postgresBin));
    this.#postgres = postgres;
    this.#resources.use(await startRedis(services.redis, this.#folder));
    // Those that are started again later are asked for when it is time to end them.
    this.#resources.defer(async () => this.#host?.stop());
    this.#resources.defer(async () => void (await Promise.all([...this.#synapse.values()].map((each) => each.stop()))));
    if (isShared) this.#host = await startBoutonHost(this.#hostSocket);

    const [port = 0, ...pairs] = await freePorts(1 + 2 * PROCESSES.length);
    const portsOf = (nth: number): SynapsePorts => ({
      client: pairs[2 * nth] ?? 0,
      replication: pairs[2 * nth + 1] ?? 0,
    });
    const ports = { main: portsOf(0), one: portsOf(1), two: portsOf(2) };
    this.#urls = Object.fromEntries([
      ['nginx', `http://127.0.0.1:${port}`],
      ...PROCESSES.map((name) => [name, `http://127.0.0.1:${ports[name].client}`]),
    ]);
    const item = {
      project: MODULES,
      command: COMMAND,
      ...(isShared && { socket: this.#hostSocket }),
      modules: LOADED.map((module) => ({ module })),
      callbacks,
    };
    await this.#write('log', LOG_CONFIG);
    await this.#write(
      'main',
      sharedConfig({
        folder: this.#folder,
        url: this.url,
        ports,
        database: postgres.synapseConfig(DATABASE, 'main'),
        redis: redisSocket(this.#folder),
        modules: [{ module: 'synapse_bouton.Host', config: item }],
      }),
    );
    for (const name of WORKERS) {
      const database = postgres.synapseConfig(DATABASE, name);
      await this.#write(name, workerConfig({ name, folder: this.#folder, ports: ports[name], database }));
    }

    const main = ['-m', 'synapse.app.homeserver', '-c', this.#config('main'), '--generate-keys'];
    await Process.run({ name: 'Synapse, making its key', command: [this.#python, ...main], env: this.#env });
    // The main process makes the database's tables.
    await this.#startSynapse('main');
    await Promise.all(WORKERS.map((name) => this.#startSynapse(name)));
    const workers = WORKERS.map((name) => ports[name].client);
    this.#resources.use(await startNginx(services.nginx, this.#folder, { port, main: ports.main.client, workers }));
  }

  get #env(): NodeJS.ProcessEnv {
    return { PYTHONPATH: PYTHON_HALF };
  }

  #config(name: string): string {
    return join(this.#folder, `${name}.yaml`);
  }

  /** JSON is YAML. */
  #write(name: string, config: object): Promise<void> {
    return writeFile(this.#config(name), JSON.stringify(config));
  }

  async #startSynapse(name: ProcessName): Promise<void> {
    const app = name === 'main' ? 'homeserver' : 'generic_worker';
    const files = name === 'main' ? ['main'] : ['main', name];
    const command = [this.#python, '-m', `synapse.app.${app}`, ...files.flatMap((file) => ['-c', this.#config(file)])];
    const started = await Process.start({ name: `Synapse ${name}`, command, env: this.#env }, async () => {
      const answer = await fetch(`${this.urlOf(name)}/health`).catch(() => undefined);
      return answer?.ok === true;
    });
    this.#synapse.set(name, started);
  }
}
