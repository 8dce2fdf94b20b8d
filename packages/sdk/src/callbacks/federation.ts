import type { FederationEventDelivery } from '../types/federation.ts';
import type { MaybePromise } from '../types/maybe-promise.ts';

/**
 * The callback of `@Federation`.
 * https://element-hq.github.io/synapse/latest/modules/federation_callbacks.html
 */
export interface FederationCallbacks {
  /** Another server received events from this one. */
  onEventDeliveredOverFederation: (delivery: FederationEventDelivery) => MaybePromise<void>;
}
