import type { EventId, JsonObject, RoomId } from '@bouton/sdk';
import { assertSize } from './assert-size.ts';
import { canonicalJson } from './canonical-json.ts';
import type { EventDraft } from './event-draft.ts';
import { createEventIdOfRoom, eventIdOfReference, roomIdOfCreateEvent } from './event-id.ts';
import { contentHash, referenceJson } from './hashes.ts';
import { parsePdu, type Pdu } from './pdu.ts';
import type { RoomVersion } from './room-version.ts';
import type { SigningKey } from './signing-key.ts';

/** What an event needs beside its draft. */
export interface BuildEventOptions {
  readonly draft: EventDraft;
  readonly roomVersion: RoomVersion;
  /** The newest events of the room. */
  readonly prevEvents: readonly EventId[];
  /** The events under the draft's {@linkcode authEventKeys}. */
  readonly authEvents: readonly EventId[];
  /** One more than the greatest depth among the previous events. */
  readonly depth: number;
  /** Milliseconds since the epoch. */
  readonly originServerTs: number;
  /** The server that signs: the sender's. */
  readonly serverName: string;
  readonly key: SigningKey;
}

/** An event, ready to be stored. */
export interface BuiltEvent {
  readonly eventId: EventId;
  readonly roomId: RoomId;
  readonly pdu: Pdu;
  /** The event's canonical JSON, which {@linkcode parsePdu} reads. */
  readonly json: string;
}

/**
 * Builds an event: hashed, identified and signed. The draft's content is copied.
 *
 * @throws SynapseError 400 `M_BAD_JSON` for what canonical JSON cannot express, 413 `M_TOO_LARGE` for an event beyond the limits.
 */
export function buildEvent(options: BuildEventOptions): BuiltEvent {
  const { draft, roomVersion, serverName, key } = options;
  const event = unsignedEvent(options);
  event['hashes'] = { sha256: contentHash(event) };
  const reference = referenceJson(event, roomVersion);
  event['signatures'] = { [serverName]: { [key.keyId]: key.sign(reference) } };
  if (draft.unsigned !== undefined) event['unsigned'] = draft.unsigned;
  const json = canonicalJson(event);
  assertSize(draft, json);
  const eventId = eventIdOfReference(reference);
  return { eventId, roomId: draft.room_id ?? roomIdOfCreateEvent(eventId), pdu: parsePdu(json), json };
}

function unsignedEvent({
  draft,
  roomVersion,
  prevEvents,
  authEvents,
  depth,
  originServerTs,
}: BuildEventOptions): JsonObject {
  return {
    type: draft.type,
    sender: draft.sender,
    depth,
    prev_events: prevEvents,
    origin_server_ts: originServerTs,
    room_id: draft.room_id,
    state_key: draft.state_key,
    auth_events: withoutImpliedCreateEvent(authEvents, draft.room_id, roomVersion),
    ...withRedacts(draft, roomVersion),
  };
}

/** If the room's ID names the create event, the list of auth events does not. */
function withoutImpliedCreateEvent(
  authEvents: readonly EventId[],
  roomId: RoomId | undefined,
  roomVersion: RoomVersion,
): readonly EventId[] {
  if (!roomVersion.roomIdIsCreateHash || roomId === undefined) return authEvents;
  const createEventId = createEventIdOfRoom(roomId);
  return authEvents.filter((eventId) => eventId !== createEventId);
}

/** The content, and the target of a redaction if the room version has it. */
function withRedacts({ type, content, redacts: target }: EventDraft, roomVersion: RoomVersion): JsonObject {
  if (type !== 'm.room.redaction') return { content };
  const { redacts: targetInContent, ...rest } = content;
  const redacts = target ?? targetInContent;
  return roomVersion.redactsInContent ? { content: { ...rest, redacts } } : { content: rest, redacts };
}
