import { Codes, SynapseError } from '@bouton/sdk';
import type { EventDraft } from './event-draft.ts';

/** In bytes, of the canonical JSON. https://spec.matrix.org/v1.16/client-server-api/#size-limits */
const MAX_EVENT_BYTES = 65_536;
const MAX_FIELD_BYTES = 255;
const LIMITED_FIELDS = ['sender', 'room_id', 'state_key', 'type'] as const;

/**
 * Refuses an event beyond the spec's limits.
 *
 * @param json The event's whole canonical JSON.
 * @throws SynapseError 413 `M_TOO_LARGE`.
 */
export function assertSize(draft: EventDraft, json: string): void {
  if (Buffer.byteLength(json) > MAX_EVENT_BYTES) throw tooLarge('event');
  for (const field of LIMITED_FIELDS) {
    if (Buffer.byteLength(draft[field] ?? '') > MAX_FIELD_BYTES) throw tooLarge(`'${field}'`);
  }
}

function tooLarge(what: string): SynapseError {
  return new SynapseError(413, `${what} too large`, Codes.TOO_LARGE);
}
