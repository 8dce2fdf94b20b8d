import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const START_TIMEOUT = 90_000;
/** After how many milliseconds a process that was asked to end is killed. */
const STOP_TIMEOUT = 20_000;

/** Options of {@linkcode Process.start}. */
export interface ProcessOptions {
  /** What it is called in messages. */
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** The user that it runs as, where this process is root. */
  readonly user?: string;
  /** What asks it to end. Default `SIGTERM`. */
  readonly stopSignal?: NodeJS.Signals;
}

/** A process of the deployment. It ends with the process that started it, in whichever way that ends. */
export class Process implements AsyncDisposable {
  readonly #name: string;
  readonly #child: ChildProcess;
  readonly #stopSignal: NodeJS.Signals;
  #output = '';

  private constructor({ name, command, env = {}, user, stopSignal = 'SIGTERM' }: ProcessOptions) {
    this.#name = name;
    this.#stopSignal = stopSignal;
    const identity = user === undefined || !isRoot() ? [] : [`--reuid=${user}`, `--regid=${user}`, '--init-groups'];
    this.#child = spawn('setpriv', [`--pdeathsig=${stopSignal.slice(3)}`, ...identity, '--', ...command], {
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    this.#child.once('error', (error) => (this.#output += String(error)));
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    }
  }

  /** Starts a process, and waits until it is ready. @throws {Error} With its output, where it ends before, or takes too long. */
  static async start(
    options: ProcessOptions,
    isReady: (output: string) => Promise<boolean> | boolean,
  ): Promise<Process> {
    const started = new Process(options);
    const giveUpAt = Date.now() + START_TIMEOUT;
    while (!(await isReady(started.#output))) {
      if (!started.hasEnded && Date.now() < giveUpAt) {
        await sleep(50);
        continue;
      }
      await started[Symbol.asyncDispose]();
      throw new Error(`${options.name} did not start:\n${started.#output}`);
    }
    return started;
  }

  /** Runs a process to its end. @throws {Error} With its output, where it fails. */
  static async run(options: ProcessOptions): Promise<void> {
    const started = new Process(options);
    await started.#ended();
    if (started.#child.exitCode !== 0) throw new Error(`${options.name} failed:\n${started.#output}`);
  }

  /** What it printed so far. */
  get output(): string {
    return this.#output;
  }

  get hasEnded(): boolean {
    return this.#child.pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Ends the process; resolves when it has. @throws {Error} Where it had to be killed. */
  async stop(signal: NodeJS.Signals = this.#stopSignal): Promise<void> {
    if (this.hasEnded) return;
    this.#child.kill(signal);
    const timeout = new AbortController();
    const isLate = await Promise.race([
      this.#ended().then(() => false),
      sleep(STOP_TIMEOUT, true, { signal: timeout.signal }),
    ]);
    timeout.abort();
    if (!isLate) return;
    this.#child.kill('SIGKILL');
    await this.#ended();
    throw new Error(`${this.#name} did not end within ${STOP_TIMEOUT} ms:\n${this.#output}`);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #ended(): Promise<void> {
    if (!this.hasEnded) await once(this.#child, 'close');
  }
}

/** Whether this process may run others as another user. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}
