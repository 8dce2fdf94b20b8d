import { inspectConfiguration, parseHomeserverSettings } from '@bouton/homeserver';
import { loadConfiguration, type ConfiguredModule } from '@bouton/runtime';
import { defineCommand, type CommandDef } from 'citty';
import { createLogger } from '../output/logger.ts';
import { fail } from './fail.ts';
import { configOption } from './options.ts';

/**
 * `bouton check`: reads the configuration, loads every module, validates what it is configured with, and
 * constructs it on an empty homeserver in memory. Starts nothing.
 */
export const checkCommand: CommandDef<typeof configOption> = defineCommand({
  meta: { name: 'check', description: 'Check the configuration and every module in it' },
  args: configOption,
  async run({ args }) {
    process.exitCode = await check(args.config);
  },
});

/** Prints a line for each module, or every fault. Returns the exit code. */
export async function check(file: string): Promise<0 | 1> {
  try {
    const configuration = await loadConfiguration(file, { settings: parseHomeserverSettings });
    const { modules } = configuration;
    await inspectConfiguration(configuration, createLogger('error'));
    for (const module of modules) console.log(describe(module));
    if (modules.length === 0) console.log('No modules are configured.');
    return 0;
  } catch (error) {
    return fail(error);
  }
}

function describe({ name, manifest }: ConfiguredModule): string {
  const declared = [
    ...manifest.callbacks.map(({ callback }) => callback),
    ...manifest.authCheckers.map(({ loginType }) => `auth checker ${loginType}`),
    ...manifest.webResources.map(({ path }) => path),
  ];
  return declared.length === 0 ? `ok  ${name}` : `ok  ${name}  ${declared.join(', ')}`;
}
