import { inspectConfiguration, parseHomeserverSettings } from '@bouton/homeserver';
import { loadConfiguration, type Inspection } from '@bouton/runtime';
import { defineCommand, type CommandDef } from 'citty';
import { createLogger } from '../output/logger.ts';
import { table } from '../output/table.ts';
import { fail } from './fail.ts';
import { configOption } from './options.ts';

const ownOptions = {
  json: { type: 'boolean', description: 'Print JSON, with what each module declares and is configured with' },
} as const;
const options: typeof configOption & typeof ownOptions = { ...configOption, ...ownOptions };

/** `bouton inspect`: constructs the modules on an empty homeserver in memory, and shows what they have registered. */
export const inspectCommand: CommandDef<typeof options> = defineCommand({
  meta: { name: 'inspect', description: 'Show the modules of each callback in order, and who serves each path' },
  args: options,
  async run({ args }) {
    process.exitCode = await inspect(args.config, args.json === true);
  },
});

/** Prints what the modules have registered. Returns the exit code. */
export async function inspect(file: string, asJson: boolean): Promise<0 | 1> {
  try {
    const configuration = await loadConfiguration(file, { settings: parseHomeserverSettings });
    const inspection = await inspectConfiguration(configuration, createLogger('warn'));
    console.log(asJson ? JSON.stringify(inspection, null, 2) : describe(inspection));
    return 0;
  } catch (error) {
    return fail(error);
  }
}

function describe({ callbacks, loginTypes, webResources }: Inspection): string {
  const parts = [
    callbacks.length === 0
      ? 'No callbacks are registered.'
      : table([
          ['callback', 'rule', 'modules in order'],
          ...callbacks.map(({ category, callback, rule, modules }) => [
            `${category}.${callback}`,
            rule,
            modules.map((module, index) => `${index + 1}. ${module}`).join('\n'),
          ]),
        ]),
  ];
  if (loginTypes.length > 0) {
    parts.push(
      table([
        ['login type', 'fields', 'modules in order'],
        ...loginTypes.map(({ loginType, fields, modules }) => [loginType, fields.join(', '), modules.join('\n')]),
      ]),
    );
  }
  if (webResources.length > 0) {
    parts.push(
      table([
        ['web resource', 'methods', 'answered by', 'shadowed'],
        ...webResources.map(({ path, methods, module, shadowed }) => [
          path,
          methods.join(', '),
          module,
          shadowed.join('\n'),
        ]),
      ]),
    );
  }
  return parts.join('\n\n');
}
