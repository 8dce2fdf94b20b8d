/** Threads for one purpose: `ModuleApi.deferToThreadpool`. The object itself tells one pool from another. */
export interface ThreadPool {
  /** How many functions may run at once. */
  readonly maxThreads: number;
}
