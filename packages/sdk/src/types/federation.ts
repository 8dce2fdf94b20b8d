import type { RoomEvent } from './room-event.ts';

/** Events that another server received from this one. */
export interface FederationEventDelivery {
  readonly serverName: string;
  readonly events: readonly RoomEvent[];
  /** How they were delivered; newer Synapse versions may add ways. */
  readonly method:
    | '/send'
    | '/backfill'
    | '/get_missing_events'
    | '/event'
    | '/event_auth'
    | '/state'
    | '/send_join'
    | (string & {});
}
