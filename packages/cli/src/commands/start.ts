import { parseHomeserverSettings, startHomeserver, type Homeserver } from '@bouton/homeserver';
import { loadConfiguration } from '@bouton/runtime';
import { defineCommand, type CommandDef } from 'citty';
import { constants } from 'node:os';
import { dirname, resolve } from 'node:path';
import { banner } from '../output/banner.ts';
import { createLogger, isLogLevel, LOG_LEVELS, type LogLevel } from '../output/logger.ts';
import { fail } from './fail.ts';
import { configOption } from './options.ts';

const ownOptions = {
  port: { type: 'string', description: 'The port, instead of that of the configuration; 0: any free one' },
  data: { type: 'string', description: 'The folder of the data, instead of that of the configuration; or :memory:' },
  'log-level': { type: 'string', description: 'How much is logged: debug, info, warn or error', default: 'info' },
} as const;
const options: typeof configOption & typeof ownOptions = { ...configOption, ...ownOptions };

/** `bouton start`: runs the embedded homeserver until it is interrupted. */
export const startCommand: CommandDef<typeof options> = defineCommand({
  meta: { name: 'start', description: 'Run the embedded homeserver' },
  args: options,
  async run({ args }) {
    process.exitCode = await start(args.config, {
      ...(args.port === undefined ? {} : { port: args.port }),
      ...(args.data === undefined ? {} : { data: args.data }),
      logLevel: args['log-level'],
    });
  },
});

/** Starts the homeserver, and resolves to the exit code once it has ended. */
export async function start(
  file: string,
  overrides: { readonly port?: string; readonly data?: string; readonly logLevel: string },
): Promise<0 | 1> {
  const port = overrides.port === undefined ? undefined : Number(overrides.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
    console.error(`--port must be a number from 0 to 65535, found "${overrides.port}"`);
    return 1;
  }
  const { logLevel } = overrides;
  if (!isLogLevel(logLevel)) {
    console.error(`--log-level must be one of ${LOG_LEVELS.join(', ')}, found "${logLevel}"`);
    return 1;
  }
  const interrupted = nextInterrupt();
  try {
    await using homeserver = await startFrom(file, { port, data: overrides.data, logLevel });
    console.log(banner(homeserver));
    await interrupted;
    return 0;
  } catch (error) {
    return fail(error);
  }
}

async function startFrom(
  file: string,
  { port, data, logLevel }: { port: number | undefined; data: string | undefined; logLevel: LogLevel },
): Promise<Homeserver> {
  const configuration = await loadConfiguration(file, { settings: parseHomeserverSettings });
  const { settings } = configuration;
  // A folder in the configuration file is relative to that file, one on the command line to where the command is given.
  const configured =
    settings.dataDirectory === ':memory:' ? ':memory:' : resolve(dirname(file), settings.dataDirectory);
  const dataDirectory = data === undefined ? configured : data === ':memory:' ? data : resolve(data);
  return startHomeserver({
    configuration,
    log: createLogger(logLevel),
    dataDirectory,
    ...(port === undefined ? {} : { port }),
  });
}

/**
 * Resolves at Ctrl-C or when the process is asked to end. A second Ctrl-C ends it at once; what follows within a second
 * is still the first one, which the terminal sends to every process and npm then passes on.
 */
function nextInterrupt(): Promise<void> {
  const { promise, resolve: interrupt } = Promise.withResolvers<void>();
  let first: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      first ??= performance.now();
      interrupt();
      if (performance.now() - first > 1000) process.exit(128 + constants.signals[signal]);
    });
  }
  return promise;
}
