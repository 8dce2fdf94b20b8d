import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureSynapseVenv } from '../../../../scripts/synapse-venv.mjs';
import { federationSettings, type FederationSettings } from './federation-settings.ts';
import { freePort } from './free-port.ts';
import { SynapseUser } from './synapse-user.ts';

const PYTHON_HALF = fileURLToPath(new URL('../../python/src', import.meta.url));
const BOUTON = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url));
const START_TIMEOUT = 60_000;
const SERVER_NAME = 'localhost';

/** The command of the Node half, as the tests run it. */
export const COMMAND: readonly string[] = [process.execPath, BOUTON];

/** Where a Synapse runs, and what it is called. */
interface Place {
  readonly folder: string;
  readonly url: string;
  readonly serverName: string;
}

/** A real Synapse in a temporary folder, with SQLite. */
export class SynapseProcess implements AsyncDisposable {
  readonly folder: string;
  /** Where clients reach it. */
  readonly url: string;
  readonly serverName: string;
  readonly #child: ChildProcess;
  readonly #output: () => string;

  constructor(place: Place, child: ChildProcess, output: () => string) {
    this.folder = place.folder;
    this.url = place.url;
    this.serverName = place.serverName;
    this.#child = child;
    this.#output = output;
  }

  /** What was logged so far. */
  get log(): string {
    return this.#output();
  }

  /** The process ids of the Node hosts that this Synapse started. */
  nodeHosts(): Promise<readonly number[]> {
    return childrenOf(this.#child.pid ?? 0);
  }

  /** Registers a user with the password `pw`, and logs in. */
  async user(localpart: string): Promise<SynapseUser> {
    return SynapseUser.register(this.url, localpart);
  }

  /** Asks Synapse to end; resolves when it has. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Settings of {@linkcode startSynapse}. */
export interface SynapseOptions {
  /** The `config` of each `synapse_bouton.Host` item; `command` is added. */
  readonly items: readonly Readonly<Record<string, unknown>>[];
  /** Further top-level settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** An SQLite file to begin with, which is copied, or Synapse's setting; an empty SQLite database if it is left out. */
  readonly database?: string | Readonly<Record<string, unknown>>;
  /** Whether it federates with others of this machine; its server name then has a port. */
  readonly federation?: boolean;
  /** Modules in Python, after the items. */
  readonly pythonModules?: readonly { readonly module: string; readonly config: unknown }[];
  /** Folders to find them in. */
  readonly pythonPath?: readonly string[];
}

/** Starts Synapse, and waits until it serves. @throws {Error} With its output, if it ends instead. */
export async function startSynapse({
  items,
  settings = {},
  database,
  federation = false,
  pythonModules = [],
  pythonPath = [],
}: SynapseOptions): Promise<SynapseProcess> {
  const python = await ensureSynapseVenv();
  const folder = await mkdtemp(join(tmpdir(), 'synapse-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const federating = federation ? await federationSettings(python, folder) : undefined;
  await writeFile(join(folder, 'log.yaml'), LOG_CONFIG);
  const hosts = items.map((config) => ({ module: 'synapse_bouton.Host', config: { command: COMMAND, ...config } }));
  // JSON is YAML.
  await writeFile(
    join(folder, 'homeserver.yaml'),
    JSON.stringify({
      ...homeserver(folder, port, url, federating),
      ...(typeof database === 'object' && { database }),
      ...settings,
      modules: [...hosts, ...pythonModules],
    }),
  );
  await writeFile(
    join(folder, 'signing.key'),
    `ed25519 a_test ${randomBytes(32).toString('base64').replace('=', '')}\n`,
  );
  if (typeof database === 'string') await copyFile(database, databaseOf(folder));
  return serve(python, { folder, url, serverName: federating?.serverName ?? SERVER_NAME }, pythonPath);
}

async function serve(python: string, place: Place, pythonPath: readonly string[]): Promise<SynapseProcess> {
  const { folder, url } = place;
  const child = spawn(python, ['-m', 'synapse.app.homeserver', '-c', join(folder, 'homeserver.yaml')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PYTHONPATH: [PYTHON_HALF, ...pythonPath].join(delimiter) },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const synapse = new SynapseProcess(place, child, () => output);
  const giveUpAt = Date.now() + START_TIMEOUT;
  // Another server may have taken the port in the meantime, and answer there.
  const listening = `now listening on TCP port ${new URL(url).port}`;
  while (!output.includes(listening) || !(await isServing(url))) {
    if (child.exitCode === null && Date.now() < giveUpAt) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      continue;
    }
    await synapse[Symbol.asyncDispose]();
    throw new Error(`Synapse did not start:\n${output}`);
  }
  return synapse;
}

/** The SQLite database of the Synapse in a folder. */
export function databaseOf(folder: string): string {
  return join(folder, 'homeserver.db');
}

function homeserver(
  folder: string,
  port: number,
  url: string,
  federating: FederationSettings | undefined,
): Record<string, unknown> {
  const unlimited = { per_second: 100_000, burst_count: 100_000 };
  return {
    server_name: federating?.serverName ?? SERVER_NAME,
    public_baseurl: url,
    listeners: [
      { port, type: 'http', tls: false, bind_addresses: ['127.0.0.1'], resources: [{ names: ['client', 'media'] }] },
      ...(federating === undefined ? [] : [federating.listener]),
    ],
    database: { name: 'sqlite3', args: { database: databaseOf(folder) } },
    log_config: join(folder, 'log.yaml'),
    media_store_path: join(folder, 'media'),
    signing_key_path: join(folder, 'signing.key'),
    pid_file: join(folder, 'homeserver.pid'),
    trusted_key_servers: [],
    report_stats: false,
    enable_registration: true,
    enable_registration_without_verification: true,
    bcrypt_rounds: 4,
    rc_message: unlimited,
    rc_registration: unlimited,
    rc_joins: { local: unlimited, remote: unlimited },
    rc_login: { address: unlimited, account: unlimited, failed_attempts: unlimited },
    ...federating?.settings,
  };
}

const LOG_CONFIG = `
version: 1
disable_existing_loggers: false
formatters: { plain: { format: '%(name)s %(levelname)s %(message)s' } }
handlers: { console: { class: logging.StreamHandler, formatter: plain } }
root: { level: INFO, handlers: [console] }
`;

async function isServing(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`)).ok;
  } catch {
    return false;
  }
}

async function childrenOf(pid: number): Promise<readonly number[]> {
  const child = spawn('ps', ['-o', 'pid=', '--ppid', String(pid)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  for await (const text of child.stdout.setEncoding('utf8')) output += String(text);
  return output.split('\n').filter(Boolean).map(Number);
}
