/** A timer that can be stopped. */
export interface Timer {
  cancel(): void;
}

/**
 * Time, as the runtime and its hosts see it: tests may move it. Milliseconds since the epoch. Deadlines of callbacks do
 * not use it: they are measured in real time.
 */
export interface Clock {
  now(): number;
  /** Calls back once, after so many milliseconds. A pending timer does not keep the process alive. */
  setTimer(delayMs: number, callback: () => void): Timer;
}

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
