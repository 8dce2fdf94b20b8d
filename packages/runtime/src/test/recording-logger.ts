import type { Logger } from '@bouton/sdk';

/** A log that is kept: each line as `level: message`, and the fields of each. */
export class RecordingLogger implements Logger {
  readonly lines: string[] = [];
  readonly fields: Readonly<Record<string, unknown>>[] = [];
  readonly #bound: Readonly<Record<string, unknown>>;

  constructor(parent?: RecordingLogger, bound: Readonly<Record<string, unknown>> = {}) {
    this.#bound = bound;
    if (parent === undefined) return;
    this.lines = parent.lines;
    this.fields = parent.fields;
  }

  debug(message: string, fields?: Readonly<Record<string, unknown>>): void {
    this.#write('debug', message, fields);
  }

  info(message: string, fields?: Readonly<Record<string, unknown>>): void {
    this.#write('info', message, fields);
  }

  warn(message: string, fields?: Readonly<Record<string, unknown>>): void {
    this.#write('warn', message, fields);
  }

  error(message: string, fields?: Readonly<Record<string, unknown>>): void {
    this.#write('error', message, fields);
  }

  child(fields: Readonly<Record<string, unknown>>): Logger {
    return new RecordingLogger(this, { ...this.#bound, ...fields });
  }

  #write(level: string, message: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.lines.push(`${level}: ${message}`);
    this.fields.push({ ...this.#bound, ...fields });
  }
}
