/** How often something may be done: `ModuleApi.ratelimit`. */
export interface RequestLimit {
  /** What is limited: callers share a count by it and by who they are. */
  readonly name: string;
  /** How many more are allowed with each second that passes. */
  readonly perSecond: number;
  /** How many may come at once. */
  readonly burstCount: number;
}
