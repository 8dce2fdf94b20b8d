import type { Logger } from '@bouton/sdk';

/** A line of the log of the homeserver under test. */
export interface LogEntry {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  /** `module` names the module that wrote it. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A logger that keeps what is written. */
export function recordingLogger(entries: LogEntry[], bound: Readonly<Record<string, unknown>> = {}): Logger {
  const write =
    (level: LogEntry['level']): Logger[LogEntry['level']] =>
    (message, fields) =>
      void entries.push({ level, message, fields: { ...bound, ...fields } });
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (fields) => recordingLogger(entries, { ...bound, ...fields }),
  };
}
