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
