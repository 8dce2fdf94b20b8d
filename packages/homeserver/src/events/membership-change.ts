import type { Pdu } from './pdu.ts';
import type { PowerLevels } from './power-levels.ts';
import type { RoomVersion } from './room-version.ts';
import type { StateLookup } from './state-lookup.ts';

/** A change of membership, with what decides about it. */
export interface MembershipChange {
  readonly event: Pdu;
  /** The user whose membership changes. */
  readonly target: string;
  readonly state: StateLookup;
  readonly roomVersion: RoomVersion;
  readonly levels: PowerLevels;
  /** The memberships before the event. */
  readonly senderMembership: string | undefined;
  readonly targetMembership: string | undefined;
}
