import type { JsonObject } from '../types/json.ts';
import type { MaybePromise } from '../types/maybe-promise.ts';
import type { RoomEvent } from '../types/room-event.ts';

/**
 * The callback of `@UnsignedEventData`.
 * https://element-hq.github.io/synapse/latest/modules/add_extra_fields_to_unsigned_client_event_callbacks.html
 */
export interface UnsignedEventDataCallbacks {
  /** Fields to add to the event's `unsigned` when a client receives it. Fields of the homeserver stay. */
  addFieldToUnsignedCallback: (event: RoomEvent) => MaybePromise<JsonObject>;
}
