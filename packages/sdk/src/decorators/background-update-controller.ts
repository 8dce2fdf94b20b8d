import type { BackgroundUpdateControllerCallbacks } from '../callbacks/background-update-controller.ts';
import type { CallbackDecorator } from './callback-decorator.ts';
import { createCallbackDecorator } from './create-callback-decorator.ts';

/**
 * Declares that a method is a background update controller callback: it paces the updates of Synapse's database.
 *
 * @example
 * ```ts
 * @BackgroundUpdateController
 * async *onUpdate(): AsyncGenerator<number, void, void> {
 *   yield 100;
 * }
 * ```
 *
 * @see https://element-hq.github.io/synapse/latest/modules/background_update_controller_callbacks.html
 */
export const BackgroundUpdateController: CallbackDecorator<
  BackgroundUpdateControllerCallbacks,
  'background_update_controller'
> = createCallbackDecorator('BackgroundUpdateController', 'background_update_controller');
