import { BoutonError } from '../errors/bouton-error.ts';
import type { LoopingCallOptions } from '../types/background-call.ts';
import type { MaybePromise } from '../types/maybe-promise.ts';
import { parseDuration, type DurationString } from '../units/parse-duration.ts';
import { shownToAuthor } from '../errors/author-frame.ts';
import { createDecorator } from './create-decorator.ts';
import { decoratedMethod } from './decorated-method.ts';
import type { MethodDecoratorFor } from './method-decorator.ts';
import { noteMethod } from './note-method.ts';

/** An interval as {@linkcode LoopingCall} takes it; for any other text, one that says what is wanted. */
export type Interval<Text extends string> = Text extends `-${string}`
  ? 'An interval is longer than zero: 30s'
  : Text extends DurationString
    ? Text
    : 'An interval is a whole number and s, m, h, d, w or y: 30s';

/**
 * Calls a method again and again while the homeserver runs: first after the interval, then an interval after it
 * finished. Exceptions are logged.
 *
 * @example
 * ```ts
 * @LoopingCall('30s')
 * async refresh(): Promise<void> { … }
 * ```
 *
 * @param interval - A duration such as `30s`, `5m` or `1h`, or a number of milliseconds.
 * @throws {BoutonError} `BOUTON_DECORATOR_ARGUMENT` if it is not a duration, or not longer than zero.
 */
export function LoopingCall<const Text extends string>(
  interval: Interval<Text> | number,
  options: Pick<LoopingCallOptions, 'runOnAllInstances'> = {},
): MethodDecoratorFor<() => MaybePromise<void>> {
  return shownToAuthor(LoopingCall, () => {
    const note = { intervalMs: readInterval(interval), runOnAllInstances: options.runOnAllInstances ?? false };
    return createDecorator((args) => {
      const decorated = decoratedMethod('@LoopingCall', args);
      noteMethod('looping-calls', '@LoopingCall', decorated, note, () => true, 'called again and again already');
    }) as MethodDecoratorFor<() => MaybePromise<void>>;
  });
}

function readInterval(interval: unknown): number {
  const intervalMs = parseDuration(interval);
  if (intervalMs !== undefined && intervalMs > 0) return intervalMs;
  const isBare = typeof interval === 'function' || (typeof interval === 'object' && interval !== null);
  const has = isBare ? 'no parentheses' : JSON.stringify(interval);
  throw new BoutonError(
    'BOUTON_DECORATOR_ARGUMENT',
    `@LoopingCall wants a duration like "30s", or a number of milliseconds above zero, and has ${has}`,
  );
}
