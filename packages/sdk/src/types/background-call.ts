/** Options of `ModuleApi.loopingBackgroundCall`. */
export interface LoopingCallOptions {
  /** The name that logs and metrics show. */
  readonly description?: string;
  /** Run in every process of the homeserver, not only in the one for background tasks. */
  readonly runOnAllInstances?: boolean;
}

/** A delayed call that has not run yet. */
export interface DelayedCall {
  /** Forgets the call; has no effect once it ran. */
  cancel(): void;
}
