import type { Clock, Timer } from './clock.ts';

/** setTimeout takes no longer delays. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** The time of this machine. */
export const systemClock: Clock = Object.freeze({ now: () => Date.now(), setTimer });

function setTimer(delayMs: number, callback: () => void): Timer {
  if (delayMs <= MAX_TIMEOUT_MS) {
    const timeout = setTimeout(callback, delayMs).unref();
    return { cancel: () => clearTimeout(timeout) };
  }
  let timer: Timer = setTimer(MAX_TIMEOUT_MS, () => {
    timer = setTimer(delayMs - MAX_TIMEOUT_MS, callback);
  });
  return { cancel: () => timer.cancel() };
}
