import type { RoomEvent } from '@bouton/sdk';
import type { Pdu } from '../events/pdu.ts';

/** An event of a room, as it is served: without what a redaction took from it. */
export interface StoredEvent {
  /** The event as modules see it. */
  readonly event: RoomEvent;
  readonly pdu: Pdu;
  /** The event's place in the homeserver's stream. */
  readonly stream: number;
  /** The client's transaction ID, if the event was sent with one. */
  readonly txnId?: string;
  /** The device that sent the event, if it was sent with a transaction ID. */
  readonly deviceId?: string;
  /** The event that redacted this one. */
  readonly redactedBecause?: StoredEvent;
}
