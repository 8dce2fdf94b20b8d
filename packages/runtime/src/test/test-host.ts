import { RecordingLogger, type LogEntry } from '../../../testing/src/standalone/recording-logger.ts';
import type { HostPort } from '../module-api/host-port.ts';
import { ManualClock } from '../lib/manual-clock.ts';

/** A host that keeps its log, and can do nothing else. */
export interface TestHost extends HostPort {
  readonly clock: ManualClock;
  /** `warn one: message`, and behind an error ` (its message)`; `one` is the module. */
  readonly lines: readonly string[];
}

/** Makes a host for a server `localhost` whose clock stands still. */
export function testHost(): TestHost {
  const log = new RecordingLogger();
  return {
    hostName: 'the test host',
    serverName: 'localhost',
    publicBaseurl: 'http://localhost/',
    workerName: null,
    workerApp: null,
    shouldRunBackgroundTasks: () => true,
    clock: new ManualClock(),
    log,
    get lines() {
      return log.entries.map(format);
    },
  };
}

function format({ level, message, fields: { module = '-', error } }: LogEntry): string {
  return `${level} ${String(module)}: ${message}${error instanceof Error ? ` (${error.message})` : ''}`;
}
