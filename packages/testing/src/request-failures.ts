import { AsyncLocalStorage } from 'node:async_hooks';
import type { LogEntry } from './standalone/recording-logger.ts';

/** What was thrown while a request is answered. */
const thrown = new AsyncLocalStorage<unknown[]>();
const causes = new WeakMap<Response, unknown>();

/** Answers a request, and remembers what it failed of: see {@linkcode causeOf}. */
export async function noteFailures(answer: () => Promise<Response>): Promise<Response> {
  const errors: unknown[] = [];
  const response = await thrown.run(errors, answer);
  if (!response.ok && errors.length > 0) causes.set(response, errors.at(-1));
  return response;
}

/** Takes note of a line of the log that tells of an error, but for one that changed nothing: the module was passed over. */
export function noteFailure({ level, fields: { error, onException } }: LogEntry): void {
  if (level === 'error' && error !== undefined && onException !== 'log') thrown.getStore()?.push(error);
}

/** What a module threw that made the homeserver answer so, as the option of an error. */
export function causeOf(response: Response): ErrorOptions | undefined {
  return causes.has(response) ? { cause: causes.get(response) } : undefined;
}
