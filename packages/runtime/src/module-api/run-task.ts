import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SynapseError } from '@bouton/sdk';
import { importModule } from '../load/import-module.ts';

/** A function to call in a thread. */
export interface Task {
  /** The file whose default export it is. */
  readonly url: string;
  readonly args: readonly unknown[];
}

/** What became of it: what it returned, or the `SynapseError` that it threw, which would come out as a plain `Error`. */
export type TaskOutcome =
  | { readonly value: unknown }
  | {
      readonly refusal: Pick<SynapseError, 'status' | 'message' | 'errcode' | 'additionalFields' | 'headers' | 'stack'>;
    };

/** What a thread runs. @throws {Error} If the file has no function as its default export, or that throws. */
export default async function runTask({ url, args }: Task): Promise<TaskOutcome> {
  const run = (await importModule(existingFile(fileURLToPath(url))))['default'];
  if (typeof run !== 'function') {
    throw new TypeError(
      `${url} must export a function as its default; found ${run === undefined ? 'none' : typeof run}`,
    );
  }
  try {
    return { value: await (Reflect.apply(run, undefined, args) as unknown) };
  } catch (error) {
    if (!SynapseError.is(error)) throw error;
    const { status, message, errcode, additionalFields, headers, stack } = error;
    return { refusal: { status, message, errcode, additionalFields, headers, ...(stack !== undefined && { stack }) } };
  }
}

/** Of a package that was compiled, the JavaScript that its TypeScript has become. */
function existingFile(path: string): string {
  const compiled = path.replace(/\.([cm]?)ts$/, '.$1js');
  return !existsSync(path) && existsSync(compiled) ? compiled : path;
}
