/** Writes to the homeserver's log. `fields` are added to the structured entry. */
export interface Logger {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** A logger whose entries carry these fields too. */
  child(fields: Readonly<Record<string, unknown>>): Logger;
}
