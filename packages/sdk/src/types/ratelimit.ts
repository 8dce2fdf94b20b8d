/** A user's own rate limit. */
export interface RatelimitOverride {
  /** Actions per second; 0: no limit. */
  readonly perSecond: number;
  /** How many actions may come at once. */
  readonly burstCount: number;
}
