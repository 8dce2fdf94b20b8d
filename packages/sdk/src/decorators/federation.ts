import type { FederationCallbacks } from '../callbacks/federation.ts';
import type { CallbackDecorator } from './callback-decorator.ts';
import { createCallbackDecorator } from './create-callback-decorator.ts';

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
