import { SynapseError } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import {
  authorize,
  authorizeRedaction,
  canonicalJson,
  PowerLevels,
  redactsOf,
  type StateLookup,
} from '../events/index.ts';
import type { AliasStore } from './alias-store.ts';
import { assertCanonicalAlias } from './canonical-alias.ts';
import type { EventPublisher } from './event-publisher.ts';
import type { PreparedEvent } from './event-preparer.ts';
import type { Room, RoomStore, StoredEvent } from './room-store.ts';
import type { EventTransaction, RoomWriter } from './room-writer.ts';

/** How events are stored. */
export interface PersistOptions {
  /** The room, if the first of the events creates it. */
  readonly newRoom?: Room;
  /** The client's transaction of a single event. */
  readonly transaction?: EventTransaction | undefined;
}

/** Writes down more with each event, in one step with it. */
export interface EventRecorder {
  /**
   * Looks at an event that comes next in its room. Within `database.write`.
   *
   * @returns What writes something down once the event is stored; undefined if there is nothing to write.
   */
  prepare(event: PreparedEvent): ((stored: StoredEvent) => void) | undefined;
}

/** What {@linkcode EventPersister} stands on. */
export interface EventPersisterParts {
  readonly context: HomeserverContext;
  readonly rooms: RoomStore;
  readonly writer: RoomWriter;
  readonly aliases: AliasStore;
  readonly recorder: EventRecorder;
  readonly publisher: EventPublisher;
}

/** Authorizes events against the room's state and stores them with what is recorded of them, in one step, then announces them. */
export class EventPersister {
  readonly #context: HomeserverContext;
  readonly #rooms: RoomStore;
  readonly #writer: RoomWriter;
  readonly #aliases: AliasStore;
  readonly #recorder: EventRecorder;
  readonly #publisher: EventPublisher;

  constructor({ context, rooms, writer, aliases, recorder, publisher }: EventPersisterParts) {
    this.#context = context;
    this.#rooms = rooms;
    this.#writer = writer;
    this.#aliases = aliases;
    this.#recorder = recorder;
    this.#publisher = publisher;
  }

  /** Stores one event; see {@linkcode EventPersister.persist}. */
  async persistOne(event: PreparedEvent, options?: PersistOptions): Promise<StoredEvent> {
    const [stored] = await this.persist([event], options);
    if (stored === undefined) throw new Error(`The event ${event.eventId} was not stored`);
    return stored;
  }

  /**
   * Stores events of one room, each of several on top of the one before, all or none. A state event that its sender has
   * sent already with the same content is not stored again: the result is the one that is there.
   *
   * @throws {SynapseError} If the room's rules do not allow one of them.
   */
  async persist(events: readonly PreparedEvent[], options: PersistOptions = {}): Promise<StoredEvent[]> {
    const added: StoredEvent[] = [];
    const stored = await this.#context.database.write(() => {
      if (options.newRoom !== undefined) this.#writer.createRoom(options.newRoom);
      return events.map((event, index) => {
        const duplicate = this.#duplicate(event);
        if (duplicate !== undefined) return duplicate;
        this.authorize(event);
        const covers = index === 0 ? event.covers : (added.at(-1)?.stream ?? event.covers);
        const place = { version: event.version, covers, transaction: options.transaction };
        const record = this.#recorder.prepare(event);
        const appended = this.#writer.append(event, place);
        record?.(appended);
        added.push(appended);
        return appended;
      });
    });
    this.#publisher.publish(...added);
    return stored;
  }

  /** Checks an event against the current state of its room. @throws {SynapseError} If it is not allowed. */
  authorize(event: PreparedEvent): void {
    const { roomId, pdu, version } = event;
    const state: StateLookup = (type, stateKey) => this.#rooms.stateEvent(roomId, type, stateKey)?.pdu;
    authorize(pdu, state, version);
    if (pdu.type === 'm.room.redaction') this.#authorizeRedaction(event, state);
    if (pdu.type === 'm.room.canonical_alias' && pdu.state_key === '') {
      const previous = state('m.room.canonical_alias', '')?.content ?? {};
      assertCanonicalAlias(pdu.content, previous, roomId, this.#aliases);
    }
  }

  #duplicate({ roomId, pdu }: PreparedEvent): StoredEvent | undefined {
    if (pdu.state_key === undefined) return undefined;
    const current = this.#rooms.stateEvent(roomId, pdu.type, pdu.state_key);
    if (current === undefined || current.pdu.sender !== pdu.sender) return undefined;
    return canonicalJson(current.pdu.content) === canonicalJson(pdu.content) ? current : undefined;
  }

  #authorizeRedaction({ pdu, version }: PreparedEvent, state: StateLookup): void {
    const redacts = redactsOf(pdu, version);
    if (redacts === undefined) throw new SynapseError(400, "'redacts' not in content");
    const target = this.#rooms.event(redacts)?.event;
    authorizeRedaction(
      pdu,
      redacts,
      target && { type: target.type, sender: target.sender, roomId: target.room_id },
      PowerLevels.of(state, version),
    );
  }
}
