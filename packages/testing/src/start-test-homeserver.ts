import { parseHomeserverSettings, startHomeserver } from '@bouton/homeserver';
import { configureInCode, configureModules, ManualClock, type ModuleEntry, type OnFailure } from '@bouton/runtime';
import type { DurationString } from '@bouton/sdk';
import { KitModule } from './kit-module.ts';
import { noteFailure } from './request-failures.ts';
import { showLogOnFailure, type OnTestFailed } from './show-log.ts';
import { mailServer } from './standalone/mail-server.ts';
import { RecordingLogger } from './standalone/recording-logger.ts';
import { TestHomeserver } from './test-homeserver.ts';

/** What is tested. */
export interface TestHomeserverOptions {
  /** The modules, in order: classes, or names as in the configuration file, alone or with what they are configured with. */
  readonly modules?: readonly ModuleEntry[];
  /** Settings of the homeserver, under the names of the configuration file: `{ default_room_version: '11' }`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Deadlines and failure rules, as in the configuration file: `{ user_may_invite: { deadline: 50, on_failure: 'deny' } }`. */
  readonly callbacks?: Readonly<Record<string, TestCallbackPolicy>>;
  /** The time to begin at: that of another homeserver, for a restart. Left out: a clock at the beginning of 2026. */
  readonly clock?: ManualClock;
  /**
   * Tells when the test has failed: then the log is printed. Left out: Vitest's own. A test of Vitest that runs beside others
   * (`test.concurrent`) hands over the one of its context.
   */
  readonly onTestFailed?: OnTestFailed;
}

/** What the administrator says of a callback. */
export interface TestCallbackPolicy {
  /** In real time: `'2s'`, or milliseconds. Left out: ten seconds. */
  readonly deadline?: number | DurationString;
  /** What happens if no module answers in time. */
  readonly on_failure?: OnFailure;
}

/** Everything that a homeserver in a test has in common: it keeps nothing, and listens where nobody else does. */
const SETTINGS = {
  server_name: 'localhost',
  data_directory: ':memory:',
  port: 0,
  enable_registration: true,
  rc_3pid_validation: { per_second: 1000, burst_count: 1000 },
};

/**
 * Starts a real homeserver with modules for a test, in memory. Its clock stands still until the test moves it.
 *
 * @example
 * ```ts
 * await using homeserver = await startTestHomeserver({ modules: [DemoModule] });
 * const alice = await homeserver.user('alice');
 * await alice.createRoom();
 * ```
 * @throws {BoutonError} If a module, a setting or a callback has a fault (all are named), or a module does not start.
 */
export async function startTestHomeserver(options: TestHomeserverOptions = {}): Promise<TestHomeserver> {
  const { modules = [], settings = {}, callbacks = {}, clock = new ManualClock(), onTestFailed } = options;
  await using starting = new AsyncDisposableStack();
  const mails = starting.use(await mailServer());
  const configuration = await configureInCode(
    {
      modules,
      callbacks,
      settings: { ...SETTINGS, email: mails.settings, ...settings },
    },
    { settings: parseHomeserverSettings },
  );
  const kit = await configureModules([KitModule]);
  const recorder = new RecordingLogger(noteFailure);
  await showLogOnFailure(recorder.entries, configuration.settings.serverName, onTestFailed);
  const homeserver = starting.use(
    await startHomeserver({
      configuration: { ...configuration, modules: [...configuration.modules, ...kit] },
      log: recorder,
      clock,
    }),
  );
  const running = starting.move();
  return new TestHomeserver({
    homeserver,
    mailbox: mails,
    clock,
    log: recorder.entries,
    stop: () => running.disposeAsync(),
  });
}
