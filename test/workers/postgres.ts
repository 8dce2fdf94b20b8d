import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isRoot, Process } from './process.ts';

const USER = 'postgres';

/** The name of the empty database. */
export const DATABASE = 'synapse';

/** A PostgreSQL with an empty database as Synapse wants it, on a Unix socket in a temporary folder. */
export class Postgres implements AsyncDisposable {
  readonly #bin: string;
  readonly #folder: string;
  readonly #server: Process;

  private constructor(bin: string, folder: string, server: Process) {
    this.#bin = bin;
    this.#folder = folder;
    this.#server = server;
  }

  /** Starts it. @param bin The folder of PostgreSQL's programs. */
  static async start(bin: string): Promise<Postgres> {
    const folder = await mkdtemp(join(tmpdir(), 'bouton-postgres-'));
    try {
      if (isRoot()) await chown(folder, idOf('-u'), idOf('-g'));
      const data = join(folder, 'data');
      const cluster = [`--pgdata=${data}`, `--username=${USER}`, '--auth=trust', '--locale=C', '--encoding=UTF8'];
      await run('initdb', [join(bin, 'initdb'), ...cluster, '--no-sync']);
      const server = await Process.start(
        {
          name: 'postgres',
          command: [join(bin, 'postgres'), '-D', data, '-k', folder, '-h', '', ...settings()],
          user: USER,
          stopSignal: 'SIGINT', // ends with its clients connected
        },
        (output) => output.includes('ready to accept connections') && existsSync(join(folder, '.s.PGSQL.5432')),
      );
      const postgres = new Postgres(bin, folder, server);
      try {
        await postgres.createDatabase(DATABASE);
      } catch (error) {
        await server.stop();
        throw error;
      }
      return postgres;
    } catch (error) {
      await rm(folder, { recursive: true });
      throw error;
    }
  }

  /** Makes a database. @param template One to copy, to which nobody is connected. */
  async createDatabase(name: string, template = 'template0'): Promise<void> {
    const options = [`--host=${this.#folder}`, `--username=${USER}`, `--template=${template}`];
    await run('createdb', [join(this.#bin, 'createdb'), ...options, name]);
  }

  /** The value that a query finds, as text. */
  async queryValue(database: string, sql: string): Promise<string> {
    const options = [`--host=${this.#folder}`, `--username=${USER}`, `--dbname=${database}`, '-tA', '-c', sql];
    const { stdout } = await promisify(execFile)(join(this.#bin, 'psql'), options);
    return stdout.trim();
  }

  /** The `database` of homeserver.yaml. @param applicationName What the connections of the process are called. */
  synapseConfig(database: string = DATABASE, applicationName = 'synapse'): Readonly<Record<string, unknown>> {
    const names = { dbname: database, application_name: applicationName };
    const args = { host: this.#folder, user: USER, ...names, cp_min: 1, cp_max: 5 };
    return { name: 'psycopg2', args };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop();
    await rm(this.#folder, { recursive: true });
  }
}

/** What it holds need not outlive the machine. */
function settings(): readonly string[] {
  return ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'].flatMap((setting) => ['-c', setting]);
}

function run(name: string, command: readonly string[]): Promise<void> {
  return Process.run({ name, command, user: USER });
}

function idOf(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, USER], { encoding: 'utf8' }));
}
