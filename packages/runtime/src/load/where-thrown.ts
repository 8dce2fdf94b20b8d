import { fileURLToPath } from 'node:url';

/** The runtime's own folder: an error that it raises says in its message where the fault is. */
const OWN_FOLDER = fileURLToPath(new URL('..', import.meta.url));

/**
 * Where an error was thrown, as `/path/file.ts:line:column`: the first place in its stack that is in a file and not in
 * Node. A file that does not parse has a line only. Undefined if the stack names none, or the runtime itself threw.
 */
export function whereThrown(error: Error): string | undefined {
  const match = /(?:^|[\s(])((?:file:\/\/)?\/[^\s()]*?)((?::\d+){1,2})\)?$/m.exec(error.stack ?? '');
  if (match === null) return undefined;
  const [, file = '', position = ''] = match;
  const path = file.startsWith('file:') ? fileURLToPath(file) : file;
  return path.startsWith(OWN_FOLDER) ? undefined : `${path}${position}`;
}
