import { parseHomeserverSettings, startHomeserver } from '@bouton/homeserver';
import { configureModules, ManualClock, type CallbackPolicy, type ModuleEntry } from '@bouton/runtime';
import { recordingLogger, type LogEntry } from './log-entry.ts';
import { TestHomeserver } from './test-homeserver.ts';

/** What is tested. */
export interface TestHomeserverOptions {
  /** The modules, in order: classes, or names as in the configuration file, alone or with what they are configured with. */
  readonly modules?: readonly ModuleEntry[];
  /** Settings of the homeserver, under the names of the configuration file: `{ default_room_version: '11' }`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Deadlines and failure rules by Synapse's name of the callback: `{ user_may_invite: { deadlineMs: 50 } }`. */
  readonly callbacks?: Readonly<Record<string, CallbackPolicy>>;
}

/** Everything that a homeserver in a test has in common: it keeps nothing, and listens where nobody else does. */
const SETTINGS = { server_name: 'localhost', data_directory: ':memory:', port: 0, enable_registration: true };

/**
 * Starts a real homeserver with modules for a test, in memory. Its clock stands still until the test moves it.
 *
 * @example
 * ```ts
 * await using homeserver = await startTestHomeserver({ modules: [DemoModule] });
 * const alice = await homeserver.user('alice');
 * await alice.createRoom();
 * ```
 * @throws {BoutonError} Where a module or a setting has a fault, or a module does not start.
 */
export async function startTestHomeserver(options: TestHomeserverOptions = {}): Promise<TestHomeserver> {
  const settings = parseHomeserverSettings({ ...SETTINGS, ...options.settings });
  if (!settings.ok) {
    const faults = settings.issues.map(({ path, message }) => `settings.${path.join('.')} ${message}`);
    throw new TypeError(faults.join('\n'));
  }
  const modules = await configureModules(options.modules ?? []);
  const policies = new Map(Object.entries(options.callbacks ?? {}));
  const log: LogEntry[] = [];
  const clock = new ManualClock();
  const homeserver = await startHomeserver({
    configuration: { settings: settings.value, modules, policies },
    log: recordingLogger(log),
    clock,
  });
  return new TestHomeserver(homeserver, clock, log);
}
