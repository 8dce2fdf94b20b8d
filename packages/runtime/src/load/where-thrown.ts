import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The runtime's own folder: an error that it raises says in its message where the fault is. */
const OWN_FOLDER = fileURLToPath(new URL('..', import.meta.url));

/** What compilers put between a decorator and the place where it stands. */
const HELPERS =
  /\b_*(?:decorate\w*|esDecorate|applyDecs\w*|runInitializers)\b|\/node_modules\/(?:@oxc-project|@swc|tslib|reflect-metadata)\//i;

/** A line of a stack that is in a file and not in Node. */
interface Place {
  readonly line: string;
  readonly path: string;
  /** `:line:column`, or `:line` of a file that does not parse. */
  readonly position: string;
}

/**
 * Where an error was thrown, as `/path/file.ts:line:column`: the first place in its stack that is in a file and not in
 * Node. A file that does not parse has a line only. Undefined if the stack names none, or the runtime itself threw.
 */
export function whereThrown(error: Error): string | undefined {
  const [place] = placesOf(error);
  return place === undefined || place.path.startsWith(OWN_FOLDER) ? undefined : `${place.path}${place.position}`;
}

/**
 * Where a decorator of the SDK stands that threw: the first place outside of the package that threw, which may be any copy of
 * the SDK. Undefined if the stack names none.
 */
export function whereDecorated(error: Error): string | undefined {
  const [thrower, ...callers] = placesOf(error);
  if (thrower === undefined) return undefined;
  const sdk = packageOf(thrower.path);
  const place = callers.find(({ line, path }) => !HELPERS.test(line) && packageOf(path) !== sdk);
  return place === undefined || place.path.startsWith(OWN_FOLDER) ? undefined : `${place.path}${place.position}`;
}

/** The folder of the package that a file belongs to. */
function packageOf(path: string): string {
  const folder = dirname(path);
  return folder === path || existsSync(join(folder, 'package.json')) ? folder : packageOf(folder);
}

function placesOf({ stack = '' }: Error): readonly Place[] {
  return [...stack.matchAll(/^(?:.*[\s(])?((?:file:\/\/)?\/[^\s()]*?)((?::\d+){1,2})\)?$/gm)].map(
    ([line, file = '', position = '']) => ({
      line,
      path: file.startsWith('file:') ? fileURLToPath(file) : file,
      position,
    }),
  );
}
