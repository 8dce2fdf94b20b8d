import type { UnsignedEventDataCallbacks } from '../callbacks/unsigned-event-data.ts';
import type { CallbackDecorator } from './callback-decorator.ts';
import { createCallbackDecorator } from './create-callback-decorator.ts';

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
