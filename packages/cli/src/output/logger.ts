import type { Logger } from '@bouton/sdk';
import { pino, type Logger as Pino } from 'pino';

/** How much is logged. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

/** One of the {@linkcode LOG_LEVELS}. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Whether a text names one of the {@linkcode LOG_LEVELS}. */
export function isLogLevel(text: string): text is LogLevel {
  return LOG_LEVELS.some((level) => level === text);
}

/** A structured log on the standard error: one JSON object a line, or, on a terminal, lines for people. */
export function createLogger(level: LogLevel): Logger {
  const options = { level, serializers: { error: pino.stdSerializers.err } };
  const destination = 2;
  if (!process.stderr.isTTY) return adapt(pino(options, pino.destination(destination)));
  const transport = pino.transport({ target: 'pino-pretty', options: { destination, ignore: 'pid,hostname' } });
  return adapt(pino(options, transport));
}

function adapt(log: Pino): Logger {
  return {
    debug: (message, fields) => log.debug(fields ?? {}, message),
    info: (message, fields) => log.info(fields ?? {}, message),
    warn: (message, fields) => log.warn(fields ?? {}, message),
    error: (message, fields) => log.error(fields ?? {}, message),
    child: (fields) => adapt(log.child(fields)),
  };
}
