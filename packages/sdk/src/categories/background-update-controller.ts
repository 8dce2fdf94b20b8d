import type { MaybePromise } from '../types/maybe-promise.ts';
import type { CallbackDecorator } from '../decorators/callback-decorator.ts';
import { createCallbackDecorator } from '../decorators/create-callback-decorator.ts';

/**
 * The callbacks of `@BackgroundUpdateController`. Only the first module that has them is asked.
 * https://element-hq.github.io/synapse/latest/modules/background_update_controller_callbacks.html
 */
export interface BackgroundUpdateControllerCallbacks {
  /**
   * Wraps each batch of a background update of the database: yields once, how long the batch should take in
   * milliseconds, and is resumed when the batch is done, or thrown into when it failed.
   */
  onUpdate: (updateName: string, databaseName: string, oneShot: boolean) => AsyncGenerator<number, void, void>;
  /** The size of an update's first batch, in items. */
  defaultBatchSize: (updateName: string, databaseName: string) => MaybePromise<number>;
  /** The least size of a batch, in items; at least 1. */
  minBatchSize: (updateName: string, databaseName: string) => MaybePromise<number>;
}

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
