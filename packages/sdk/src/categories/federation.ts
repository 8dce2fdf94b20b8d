import type { FederationEventDelivery } from '../types/federation.ts';
import type { MaybePromise } from '../types/maybe-promise.ts';
import type { CallbackDecorator } from '../decorators/callback-decorator.ts';
import { createCallbackDecorator } from '../decorators/create-callback-decorator.ts';

/**
 * The callback of `@Federation`.
 * https://element-hq.github.io/synapse/latest/modules/federation_callbacks.html
 */
export interface FederationCallbacks {
  /** Another server received events from this one. */
  onEventDeliveredOverFederation: (delivery: FederationEventDelivery) => MaybePromise<void>;
}

/**
 * Declares that a method is the federation callback: it hears of what other servers received.
 *
 * @example
 * ```ts
 * @Federation
 * async onEventDeliveredOverFederation(delivery: FederationEventDelivery): Promise<void> { … }
 * ```
 *
 * @see https://element-hq.github.io/synapse/latest/modules/federation_callbacks.html
 */
export const Federation: CallbackDecorator<FederationCallbacks, 'federation'> = createCallbackDecorator(
  'Federation',
  'federation',
);
