import { Codes, SynapseError, type EventId } from '@bouton/sdk';
import { forbidden } from './forbidden.ts';
import type { Pdu } from './pdu.ts';
import type { PowerLevels } from './power-levels.ts';

/** The event that a redaction names. */
export interface RedactionTarget {
  readonly type: string;
  readonly sender: string;
  /** Of v12 create events too. */
  readonly roomId: string;
}

/**
 * Checks that the sender of a redaction, which {@linkcode authorize} lets them send, may redact its target: with the room's redact
 * level any event, without it their own.
 * https://spec.matrix.org/v1.16/rooms/v12/#handling-redactions
 *
 * @param target Undefined if the homeserver does not know the event.
 * @throws SynapseError 403 `M_FORBIDDEN`; 400 `M_UNKNOWN` for an event of another room; 404 `M_NOT_FOUND` if the sender may redact
 * their own events only and the event is not known.
 */
export function authorizeRedaction(
  redaction: Pick<Pdu, 'sender' | 'room_id'>,
  redacts: EventId,
  target: RedactionTarget | undefined,
  levels: PowerLevels,
): void {
  if (target?.type === 'm.room.create') throw forbidden('Redacting create events is not permitted');
  if (target !== undefined && target.roomId !== redaction.room_id) {
    throw new SynapseError(400, 'Cannot redact event from a different room');
  }
  if (target?.type === 'm.room.server_acl') throw forbidden('Redacting server ACL events is not permitted');
  if (levels.ofUser(redaction.sender) >= levels.redact) return;
  if (target === undefined) throw new SynapseError(404, `Could not find event ${redacts}`, Codes.NOT_FOUND);
  if (target.sender !== redaction.sender) throw forbidden("You don't have permission to redact events");
}
