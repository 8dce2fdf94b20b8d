import { inspect } from 'node:util';
import type { LogEntry } from './standalone/recording-logger.ts';

/** Has a function called when the test that runs has failed, as `onTestFailed` of Vitest does. */
export type OnTestFailed = (callback: () => void) => void;

/** So many lines are printed: the last ones. */
const MAX_LINES = 200;

/** Prints the log of a homeserver when the test fails. Without `onTestFailed`, Vitest's is taken if Vitest runs a test. */
export async function showLogOnFailure(
  entries: readonly LogEntry[],
  serverName: string,
  onTestFailed?: OnTestFailed,
): Promise<void> {
  const print = (): void => {
    // oxlint-disable-next-line no-console -- this is what a test shows
    console.error(`The log of the homeserver ${serverName}:\n${formatLog(entries) || '(nothing)'}`);
  };
  if (onTestFailed !== undefined) {
    onTestFailed(print);
    return;
  }
  if (process.env['VITEST'] === undefined) return;
  try {
    const { onTestFailed: tell } = await import('vitest');
    tell(print);
  } catch {
    // No test runs: the homeserver is started in a hook or in another process, or tests run at once and only they know which
    // one starts it.
  }
}

/** A log as text, one line an entry: `warn @acme/rooms#Guard: Cannot ask { user: '@alice:localhost' }`. */
export function formatLog(entries: readonly LogEntry[]): string {
  const shown = entries.filter(({ level }) => level !== 'debug');
  const left = shown.length - MAX_LINES;
  const lines = shown.slice(-MAX_LINES).map(({ level, message, fields: { module, error, ...fields } }) => {
    const writer = typeof module === 'string' ? ` ${module}` : '';
    const more = Object.keys(fields).length === 0 ? '' : ` ${inspect(fields, { breakLength: Infinity, depth: 4 })}`;
    return `${level}${writer}: ${message}${more}${error === undefined ? '' : `\n${inspect(error)}`}`;
  });
  return [...(left > 0 ? [`(${left} lines before)`] : []), ...lines].join('\n');
}
