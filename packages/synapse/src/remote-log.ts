import type { Logger } from '@bouton/sdk';
import type { Connection } from './connection.ts';

type Fields = Readonly<Record<string, unknown>>;
type Level = Exclude<keyof Logger, 'child'>;

/** A log whose lines appear in Synapse's, under the name in their field `module`. */
export function createRemoteLog(connection: () => Connection | undefined, bound: Fields = {}): Logger {
  const write =
    (level: Level) =>
    (message: string, fields: Fields = {}): void => {
      const { module = null, ...rest } = { ...bound, ...fields };
      connection()?.notify('log', level, module, message, showErrors(rest));
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (fields) => createRemoteLog(connection, { ...bound, ...fields }),
  };
}

/** Exceptions have no JSON. */
function showErrors(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      value instanceof Error ? (value.stack ?? String(value)) : value,
    ]),
  );
}
