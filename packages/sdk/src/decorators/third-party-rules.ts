import type { ThirdPartyRulesCallbacks } from '../callbacks/third-party-rules.ts';
import type { CallbackDecorator } from './callback-decorator.ts';
import { createCallbackDecorator } from './create-callback-decorator.ts';

/**
 * Declares that a method is a third-party rules callback: it refuses or replaces events, and hears of what happened.
 *
 * @example
 * ```ts
 * @ThirdPartyRules('on_new_event', { when: { type: ['m.room.member'], sender: 'local' } })
 * async greet(event: RoomEvent): Promise<void> { … }
 * ```
 *
 * @see https://element-hq.github.io/synapse/latest/modules/third_party_rules_callbacks.html
 */
export const ThirdPartyRules: CallbackDecorator<ThirdPartyRulesCallbacks, 'third_party_rules'> =
  createCallbackDecorator('ThirdPartyRules', 'third_party_rules');
