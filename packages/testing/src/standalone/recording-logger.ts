import type { Logger } from '@bouton/sdk';

/** A line of the log of the homeserver under test. */
export interface LogEntry {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  /** `module` names the module that wrote it. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A log that is kept. */
export class RecordingLogger implements Logger {
  /** What was written to it and to its children, in order. */
  readonly entries: LogEntry[] = [];
  /** Each entry as `level: message`. */
  readonly lines: string[] = [];
  readonly #onEntry: ((entry: LogEntry) => void) | undefined;

  /** @param onEntry Called with every entry. */
  constructor(onEntry?: (entry: LogEntry) => void) {
    this.#onEntry = onEntry;
  }

  /** The fields of each entry. */
  get fields(): LogEntry['fields'][] {
    return this.entries.map(({ fields }) => fields);
  }

  debug(message: string, fields?: LogEntry['fields']): void {
    this.#write('debug', message, fields);
  }

  info(message: string, fields?: LogEntry['fields']): void {
    this.#write('info', message, fields);
  }

  warn(message: string, fields?: LogEntry['fields']): void {
    this.#write('warn', message, fields);
  }

  error(message: string, fields?: LogEntry['fields']): void {
    this.#write('error', message, fields);
  }

  child(bound: LogEntry['fields']): Logger {
    return {
      debug: (message, fields) => this.debug(message, { ...bound, ...fields }),
      info: (message, fields) => this.info(message, { ...bound, ...fields }),
      warn: (message, fields) => this.warn(message, { ...bound, ...fields }),
      error: (message, fields) => this.error(message, { ...bound, ...fields }),
      child: (more) => this.child({ ...bound, ...more }),
    };
  }

  #write(level: LogEntry['level'], message: string, fields: LogEntry['fields'] = {}): void {
    const entry = { level, message, fields };
    this.entries.push(entry);
    this.lines.push(`${level}: ${message}`);
    this.#onEntry?.(entry);
  }
}
