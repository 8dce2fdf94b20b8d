import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url));
const START_TIMEOUT = 30_000;

/** A homeserver in a process of its own, started as an administrator would. */
export class BoutonProcess implements AsyncDisposable {
  readonly folder: string;
  readonly baseUrl: string;
  readonly #child: ChildProcess;

  constructor(folder: string, baseUrl: string, child: ChildProcess) {
    this.folder = folder;
    this.baseUrl = baseUrl;
    this.#child = child;
  }

  /** Ends the process at once, as a crash would. */
  async kill(): Promise<void> {
    await end(this.#child, 'SIGKILL');
  }

  /** Asks the process to end; resolves to its exit code. */
  async stop(): Promise<number | null> {
    await end(this.#child, 'SIGINT');
    return this.#child.exitCode;
  }

  /** Ends the process and removes its folder. */
  async [Symbol.asyncDispose](): Promise<void> {
    await end(this.#child, 'SIGTERM');
    await rm(this.folder, { recursive: true, force: true });
  }
}

/**
 * Starts `bouton start` on a port of the system's choice.
 *
 * @param config The YAML; module files are relative to the folder.
 * @param folder An existing folder, to start again with its data; a new one if left out.
 * @param files More files of the folder, by name.
 */
export async function startBouton(
  config: string,
  { folder, files = {} }: { folder?: string; files?: Readonly<Record<string, string>> } = {},
): Promise<BoutonProcess> {
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'bouton-')));
  const configFile = join(home, 'bouton.yaml');
  await writeFile(configFile, config);
  for (const [name, content] of Object.entries(files)) await writeFile(join(home, name), content);
  const child = spawn(
    process.execPath,
    [MAIN, 'start', '-c', configFile, '--port', '0', '--data', join(home, 'data')],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  return new BoutonProcess(home, await addressOf(child), child);
}

/** Reads the address from the banner. */
async function addressOf(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let output = '';
  const read = (chunk: Buffer) => {
    output += chunk.toString();
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
    if (address !== undefined) resolve(address);
  };
  child.stdout!.on('data', read);
  child.stderr!.on('data', read);
  child.once('exit', (code) =>
    reject(new Error(`The homeserver ended with code ${code} before it listened:\n${output}`)),
  );
  const timer = setTimeout(() => {
    child.kill('SIGKILL');
    reject(new Error(`The homeserver did not listen within ${START_TIMEOUT} ms:\n${output}`));
  }, START_TIMEOUT);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
