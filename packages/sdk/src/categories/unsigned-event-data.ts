import type { JsonObjectLike } from '../types/json.ts';
import type { MaybePromise } from '../types/maybe-promise.ts';
import type { RoomEvent } from '../types/room-event.ts';
import type { CallbackDecorator } from '../decorators/callback-decorator.ts';
import { createCallbackDecorator } from '../decorators/create-callback-decorator.ts';

/**
 * The callback of `@UnsignedEventData`.
 * https://element-hq.github.io/synapse/latest/modules/add_extra_fields_to_unsigned_client_event_callbacks.html
 */
export interface UnsignedEventDataCallbacks {
  /** Fields to add to the event's `unsigned` when a client receives it. Fields of the homeserver stay. */
  addFieldToUnsignedCallback: (event: RoomEvent) => MaybePromise<JsonObjectLike>;
}

/**
 * Declares that a method adds fields to the `unsigned` of events on their way to clients.
 *
 * @example
 * ```ts
 * @UnsignedEventData('add_field_to_unsigned_callback', { when: { type: ['m.room.message'] } })
 * async department(event: RoomEvent): Promise<JsonObject> { … }
 * ```
 *
 * @see https://element-hq.github.io/synapse/latest/modules/add_extra_fields_to_unsigned_client_event_callbacks.html
 */
export const UnsignedEventData: CallbackDecorator<
  UnsignedEventDataCallbacks,
  'add_extra_fields_to_unsigned_client_event'
> = createCallbackDecorator('UnsignedEventData', 'add_extra_fields_to_unsigned_client_event');
