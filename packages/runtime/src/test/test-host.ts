import type { Logger } from '@bouton/sdk';
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
  const lines: string[] = [];
  return {
    hostName: 'the test host',
    serverName: 'localhost',
    publicBaseurl: 'http://localhost/',
    workerName: null,
    workerApp: null,
    shouldRunBackgroundTasks: () => true,
    clock: new ManualClock(),
    log: logTo(lines, {}),
    lines,
  };
}

function logTo(lines: string[], fields: Readonly<Record<string, unknown>>): Logger {
  const write =
    (level: string): Logger['info'] =>
    (message, more = {}) => {
      const { module = '-' } = fields;
      const { error } = more;
      lines.push(`${level} ${String(module)}: ${message}${error instanceof Error ? ` (${error.message})` : ''}`);
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (more) => logTo(lines, { ...fields, ...more }),
  };
}
