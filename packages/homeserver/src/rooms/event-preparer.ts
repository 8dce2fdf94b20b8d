import { Codes, SynapseError, type EventId, type JsonObject, type RoomEvent, type UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import {
  authEventKeys,
  buildEvent,
  serverNameOf,
  toRoomEvent,
  validateDraft,
  type BuiltEvent,
  type EventDraft,
  type RoomVersion,
  type SigningKey,
} from '../events/index.ts';
import { isJsonObject } from '../lib/json-guards.ts';
import { RecentlyUsed } from '../lib/recently-used.ts';
import type { RelationStore } from './relation-store.ts';
import type { RoomPlace } from './room-place.ts';
import type { RoomStore } from './room-store.ts';

/** An event to send, and perhaps when it was meant: milliseconds since the epoch. */
export type TimedDraft = EventDraft & { readonly origin_server_ts?: number };

/** An event that the modules allow, and that may now be authorized and stored. */
export interface PreparedEvent extends BuiltEvent {
  readonly version: RoomVersion;
  /** See {@linkcode RoomPlace.covers}. */
  readonly covers: number;
  /** As modules see it. */
  readonly event: RoomEvent;
}

/** How many events may be on their way into the database at once before two that are the same may collide. */
const REMEMBERED_IDS = 1000;

/** What {@linkcode EventPreparer} stands on. */
export interface EventPreparerParts {
  readonly context: HomeserverContext;
  readonly rooms: RoomStore;
  readonly relations: RelationStore;
  readonly key: SigningKey;
}

/** Builds events, and asks the modules whether they are allowed. */
export class EventPreparer {
  readonly #context: HomeserverContext;
  readonly #rooms: RoomStore;
  readonly #relations: RelationStore;
  readonly #key: SigningKey;
  /** The IDs of events that may not be stored yet. */
  readonly #built = new RecentlyUsed<EventId, true>(REMEMBERED_IDS);

  constructor({ context, rooms, relations, key }: EventPreparerParts) {
    this.#context = context;
    this.#rooms = rooms;
    this.#relations = relations;
    this.#key = key;
  }

  /**
   * Builds an event, asks the modules, and builds what one of them puts in its place; that is not asked about again.
   *
   * @param placeOf Where the event goes; called again if it is replaced, since the modules may have sent events meanwhile.
   * @throws {SynapseError} 403 if a module refuses, 400 for an invalid event, 500 for an invalid replacement.
   */
  async prepare(draft: TimedDraft, placeOf: () => RoomPlace): Promise<PreparedEvent> {
    validateDraft(draft, this.#context.serverName);
    const place = placeOf();
    let prepared = this.#build(draft, place);
    const { denial, replacement } = await this.#context.callbacks.thirdPartyRules.checkEventAllowed(
      prepared.event,
      place.stateMap,
    );
    if (denial !== undefined) throw denial;
    if (replacement !== undefined) prepared = this.#build(this.#replace(draft, prepared.event, replacement), placeOf());
    this.#relations.assertAllowed(prepared.event);
    this.#assertNoPublicCall(prepared.event);
    return prepared;
  }

  #build(draft: TimedDraft, place: RoomPlace): PreparedEvent {
    const now = this.#context.clock.now();
    const options = {
      draft: { ...draft, unsigned: unsignedOf(draft, place, now) },
      roomVersion: place.version,
      prevEvents: place.prevEvents,
      authEvents: authEventIds(draft, place),
      depth: place.depth,
      serverName: this.#context.serverName,
      key: this.#key,
    };
    let originServerTs = draft.origin_server_ts ?? now;
    let built = buildEvent({ ...options, originServerTs });
    // Whoever says the same twice at the same moment has sent two events, not one.
    while (this.#built.get(built.eventId) !== undefined)
      built = buildEvent({ ...options, originServerTs: ++originServerTs });
    this.#built.set(built.eventId, true);
    const event = toRoomEvent(built.pdu, built.eventId, place.version);
    return { ...built, version: place.version, covers: place.covers, event };
  }

  /** The draft that a module's replacement stands for. Its mistakes are the server's, not the client's. */
  #replace(draft: TimedDraft, original: RoomEvent, replacement: JsonObject): TimedDraft {
    for (const field of ['room_id', 'type', 'state_key'] as const) {
      if (replacement[field] !== original[field]) throw invalidReplacement(`cannot change field ${field}`);
    }
    const { sender, content, redacts, origin_server_ts: originServerTs } = replacement;
    if (typeof sender !== 'string' || !sender.startsWith('@') || serverNameOf(sender) !== this.#context.serverName) {
      throw invalidReplacement(`invalid sender ${JSON.stringify(sender)}`);
    }
    if (!isJsonObject(content)) throw invalidReplacement('content is not an object');
    const replaced: TimedDraft = {
      ...draft,
      sender: sender as UserId,
      content,
      ...(typeof redacts === 'string' && { redacts: redacts as EventId }),
      ...(typeof originServerTs === 'number' && { origin_server_ts: originServerTs }),
    };
    try {
      validateDraft(replaced, this.#context.serverName);
    } catch (error) {
      if (!SynapseError.is(error)) throw error;
      throw new SynapseError(500, `Third party rules module created an invalid event: ${error.message}`, error.errcode);
    }
    return replaced;
  }

  #assertNoPublicCall({ type, room_id }: RoomEvent): void {
    if (type !== 'm.call.invite') return;
    if (this.#rooms.stateEvent(room_id, 'm.room.join_rules', '')?.event.content['join_rule'] !== 'public') return;
    throw new SynapseError(403, 'Call invites are not allowed in public rooms.', Codes.FORBIDDEN);
  }
}

function authEventIds(draft: EventDraft, place: RoomPlace): EventId[] {
  const eventIds = authEventKeys(draft).map(([type, stateKey]) => place.state(type, stateKey)?.eventId);
  return eventIds.filter((eventId) => eventId !== undefined);
}

/** What is stored beside an event: when it was made, and which event it replaces in the room's state. */
function unsignedOf({ type, state_key: stateKey }: EventDraft, place: RoomPlace, now: number): JsonObject {
  const replaced = stateKey === undefined ? undefined : place.state(type, stateKey)?.eventId;
  return { age_ts: now, ...(replaced !== undefined && { replaces_state: replaced }) };
}

function invalidReplacement(fault: string): Error {
  return new Error(`Third party rules module created an invalid event: ${fault}`);
}
