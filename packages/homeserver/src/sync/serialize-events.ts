import type { JsonObject, UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { toClientEvent, toStrippedState, type toSyncEvent } from '../events/index.ts';
import type { RoomStore, StoredEvent } from '../rooms/room-store.ts';

/** For whom events are written. */
export interface Viewer {
  readonly userId: UserId;
  /** The device, so that it recognises what it sent itself. */
  readonly deviceId?: string | null;
}

/**
 * Writes events the way clients receive them, with `unsigned`. Every event that a client sees passes here, so that the
 * modules' fields are added everywhere. https://spec.matrix.org/v1.16/client-server-api/#room-event-format
 */
export class EventSerializer {
  readonly #context: HomeserverContext;
  readonly #rooms: RoomStore;

  constructor(context: HomeserverContext, rooms: RoomStore) {
    this.#context = context;
    this.#rooms = rooms;
  }

  /**
   * The events in the given order. Fields of modules never replace those of the homeserver.
   *
   * @param format How an event is written: a sync leaves out the room's ID, which it names elsewhere.
   */
  async serialize(
    events: readonly StoredEvent[],
    viewer: Viewer,
    format: typeof toClientEvent | typeof toSyncEvent = toClientEvent,
  ): Promise<JsonObject[]> {
    const asked = this.#context.callbacks.has(
      'add_extra_fields_to_unsigned_client_event',
      'add_field_to_unsigned_callback',
    );
    const serialized: JsonObject[] = [];
    for (const stored of events) {
      const { age: _, ...extra } = asked
        ? await this.#context.callbacks.unsignedEventData.addFieldToUnsignedCallback(stored.event)
        : {};
      const unsigned = { ...extra, ...this.#unsigned(stored, viewer) };
      serialized.push(format(stored.event, this.#context.clock.now(), unsigned));
    }
    return serialized;
  }

  /** Events as an invited or knocking user sees them. https://spec.matrix.org/v1.16/client-server-api/#stripped-state */
  strip(events: readonly StoredEvent[]): JsonObject[] {
    return events.map(({ event }) => toStrippedState(event));
  }

  /** As in Synapse, modules are not asked about a redaction that comes with what it redacted. */
  #unsigned(stored: StoredEvent, viewer: Viewer): JsonObject {
    const { event, stream, txnId, deviceId, redactedBecause } = stored;
    const own = txnId !== undefined && event.sender === viewer.userId && deviceId === viewer.deviceId;
    const redaction =
      redactedBecause &&
      toClientEvent(redactedBecause.event, this.#context.clock.now(), this.#unsigned(redactedBecause, viewer));
    const membership = this.#rooms.stateEvent(event.room_id, 'm.room.member', viewer.userId, stream);
    return {
      ...(own ? { transaction_id: txnId } : {}),
      ...this.#previous(stored),
      ...(redaction === undefined ? {} : { redacted_because: redaction }),
      membership: membership?.event.content['membership'] ?? 'leave',
    };
  }

  /** What a state event replaced. */
  #previous({ event, stream }: StoredEvent): JsonObject {
    if (event.state_key === undefined) return {};
    const previous = this.#rooms.stateEvent(event.room_id, event.type, event.state_key, stream - 1)?.event;
    if (previous === undefined) return {};
    return { replaces_state: previous.event_id, prev_content: previous.content, prev_sender: previous.sender };
  }
}
