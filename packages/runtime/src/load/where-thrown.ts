import { fileURLToPath } from 'node:url';

/** The runtime's own folder: an error that it raises says in its message where the fault is. */
const OWN_FOLDER = fileURLToPath(new URL('..', import.meta.url));

/** The packages whose decorators a config class has, and what compilers put between a decorator and its place. */
const VALIDATORS = /[\\/]node_modules[\\/](?:class-validator|class-transformer)[\\/]/;
const HELPERS = /^\s*at (?:\w+\.)*_{1,2}\w+ |[\\/]node_modules[\\/](?:@swc|tslib|reflect-metadata)[\\/]/;

/**
 * Where an error was thrown, as `/path/file.ts:line:column`: the first place in its stack that is in a file and not in
 * Node. A file that does not parse has a line only. Undefined if the stack names none, or the runtime itself threw.
 */
export function whereThrown({ stack = '' }: Error): string | undefined {
  return placeIn(stack);
}

/**
 * Where a decorator of class-validator or class-transformer stands that failed, as it does under TC39: it takes what it is given
 * for a prototype. Undefined if something else failed.
 */
export function whereValidatorFailed(error: Error): string | undefined {
  if (!(error instanceof TypeError) || !VALIDATORS.test(placeIn(error.stack ?? '') ?? '')) return undefined;
  const lines = error.stack?.split('\n') ?? [];
  return placeIn(lines.filter((line) => !VALIDATORS.test(line) && !HELPERS.test(line)).join('\n'));
}

function placeIn(stack: string): string | undefined {
  const match = /(?:^|[\s(])((?:file:\/\/)?\/[^\s()]*?)((?::\d+){1,2})\)?$/m.exec(stack);
  if (match === null) return undefined;
  const [, file = '', position = ''] = match;
  const path = file.startsWith('file:') ? fileURLToPath(file) : file;
  return path.startsWith(OWN_FOLDER) ? undefined : `${path}${position}`;
}
