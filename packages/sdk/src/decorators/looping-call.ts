import { BoutonError } from '../errors/bouton-error.ts';
import { appendNote } from '../metadata/note-store.ts';
import type { LoopingCallOptions } from '../types/background-call.ts';
import type { MaybePromise } from '../types/maybe-promise.ts';
import { parseDuration, type DurationString } from '../units/parse-duration.ts';
import { decoratedMethod } from './decorated-method.ts';
import type { MethodDecoratorFor } from './method-decorator.ts';

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
 * @throws {BoutonError} `BOUTON_DECORATOR_ARGUMENT` where the interval is none, or not longer than zero.
 */
export function LoopingCall(
  interval: DurationString | number,
  options: Pick<LoopingCallOptions, 'runOnAllInstances'> = {},
): MethodDecoratorFor<() => MaybePromise<void>> {
  const intervalMs = parseDuration(interval);
  if (intervalMs === undefined || intervalMs <= 0) {
    throw new BoutonError(
      'BOUTON_DECORATOR_ARGUMENT',
      `@LoopingCall wants a duration like "30s", or a number of milliseconds above zero, and has ${JSON.stringify(interval)}`,
    );
  }
  const runOnAllInstances = options.runOnAllInstances ?? false;
  return (...args) => {
    const { holder, method } = decoratedMethod('@LoopingCall', args);
    appendNote('looping-calls', holder, { method, intervalMs, runOnAllInstances });
  };
}
