/**
 * Threads for one purpose: `ModuleApi.deferToThreadpool`. The object itself tells one pool from another, so it is made once and
 * kept.
 */
export interface ThreadPool {
  /** How many functions may run at once: a positive integer. Threads without work end after half a minute. */
  readonly maxThreads: number;
}
