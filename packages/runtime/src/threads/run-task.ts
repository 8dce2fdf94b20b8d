import { fileURLToPath } from 'node:url';
import { importModule } from '../loader/import-module.ts';

/** A function to call in a thread. */
export interface Task {
  /** The file whose default export it is. */
  readonly url: string;
  readonly args: readonly unknown[];
}

/** What a thread runs. @throws {TypeError} Where the file has no function as its default export. */
export default async function runTask({ url, args }: Task): Promise<unknown> {
  const run = (await importModule(fileURLToPath(url)))['default'];
  if (typeof run !== 'function') {
    throw new TypeError(
      `${url} must export a function as its default; found ${run === undefined ? 'none' : typeof run}`,
    );
  }
  return await (Reflect.apply(run, undefined, args) as unknown);
}
