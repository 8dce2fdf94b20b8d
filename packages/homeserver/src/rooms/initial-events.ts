import type { EventId, JsonObject, Requester, RoomEvent, RoomId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import type { RoomVersion } from '../events/index.ts';
import { randomLetters } from '../lib/random-id.ts';
import type { EventPersister } from './event-persister.ts';
import type { EventPreparer, PreparedEvent } from './event-preparer.ts';
import { ListedStateMap } from '@bouton/runtime';
import type { Membership } from './membership.ts';
import type { InitialStateEvent } from './new-room-config.ts';
import { stateEntry, type RoomPlace, type StateEntry } from './room-place.ts';
import type { RoomStore } from './room-store.ts';

/** What a new room is made of. */
export interface InitialRoom {
  readonly requester: Requester;
  readonly create: PreparedEvent;
  readonly isPublic: boolean;
  /** What the creator's member event holds in place of their profile. */
  readonly creatorJoinProfile?: Readonly<JsonObject> | undefined;
  /** The rest of the initial state, in its order. */
  readonly state: readonly InitialStateEvent[];
}

/** What {@linkcode InitialEvents} stands on. */
export interface InitialEventsParts {
  readonly context: HomeserverContext;
  readonly rooms: RoomStore;
  readonly preparer: EventPreparer;
  readonly persister: EventPersister;
  readonly membership: Membership;
}

/** Makes new rooms: their create event, their creator's membership and their initial state. */
export class InitialEvents {
  readonly #context: HomeserverContext;
  readonly #rooms: RoomStore;
  readonly #preparer: EventPreparer;
  readonly #persister: EventPersister;
  readonly #membership: Membership;
  /** Rooms that are being made. */
  readonly #unsent = new Set<RoomId>();

  constructor({ context, rooms, preparer, persister, membership }: InitialEventsParts) {
    this.#context = context;
    this.#rooms = rooms;
    this.#preparer = preparer;
    this.#persister = persister;
    this.#membership = membership;
  }

  /** A new ID for a room of a version whose room IDs are not hashes. */
  newRoomId(): RoomId {
    return `!${randomLetters(18)}:${this.#context.serverName}`;
  }

  /**
   * Prepares a create event; if the room's ID is its hash, an event that no room has yet. What comes of it must end in
   * {@linkcode InitialEvents.send} or {@linkcode InitialEvents.abandon}.
   *
   * @param roomId If the room version does not make it the event's hash.
   * @throws {SynapseError} If a module refuses.
   */
  async prepareCreate(
    requester: Requester,
    version: RoomVersion,
    content: Readonly<JsonObject>,
    roomId?: RoomId,
  ): Promise<PreparedEvent> {
    const draft = {
      type: 'm.room.create',
      sender: requester.user,
      state_key: '',
      content: {
        ...content,
        room_version: version.id,
        ...(version.creatorInContent && { creator: requester.user }),
      },
      ...(roomId !== undefined && { room_id: roomId }),
    };
    const stateMap = new ListedStateMap();
    const place: RoomPlace = { version, prevEvents: [], depth: 1, covers: 0, state: () => undefined, stateMap };
    // The same user may create several rooms alike within a millisecond.
    for (let later = 0; ; later += 1) {
      const timed = later === 0 ? draft : { ...draft, origin_server_ts: this.#context.clock.now() + later };
      const create = await this.#preparer.prepare(timed, () => place);
      if (this.#unsent.has(create.roomId) || this.#rooms.room(create.roomId) !== undefined) continue;
      this.#unsent.add(create.roomId);
      return create;
    }
  }

  /** Gives up what {@linkcode InitialEvents.prepareCreate} began. */
  abandon(create: PreparedEvent): void {
    this.#unsent.delete(create.roomId);
  }

  /**
   * Stores the room with its initial state.
   *
   * @throws {SynapseError} If the rules or a module refuse an event; the room then holds the events before it.
   */
  async send({ requester, create, isPublic, creatorJoinProfile, state }: InitialRoom): Promise<void> {
    const { roomId, version } = create;
    const newRoom = { roomId, version: version.id, creator: requester.user, isPublic };
    const created = await this.#persister.persistOne(create, { newRoom }).finally(() => this.abandon(create));
    const options = { ratelimit: false, newRoom: true };
    const joined = await this.#membership.update(
      requester,
      requester.user,
      roomId,
      'join',
      creatorJoinProfile,
      options,
    );

    // The modules see the first two events only, as in Synapse.
    const stateMap = new ListedStateMap([created.event, joined.event]);
    const events: PreparedEvent[] = [];
    for (const { type, state_key, content } of state) {
      const draft = { type, state_key, content, room_id: roomId, sender: requester.user };
      events.push(
        await this.#preparer.prepare(draft, () =>
          this.#placeAfter(joined.event, joined.stream, events, version, stateMap),
        ),
      );
    }
    await this.#persister.persist(events);
  }

  /** Behind the creator's membership and the events that are prepared already. */
  #placeAfter(
    joined: RoomEvent,
    covers: number,
    prepared: readonly PreparedEvent[],
    version: RoomVersion,
    stateMap: ListedStateMap,
  ): RoomPlace {
    const previous: EventId = prepared.at(-1)?.eventId ?? joined.event_id;
    const state = (type: string, stateKey: string): StateEntry | undefined =>
      prepared.findLast(({ pdu }) => pdu.type === type && pdu.state_key === stateKey) ??
      stateEntry(this.#rooms, joined.room_id, type, stateKey);
    const depth = joined.depth + 1 + prepared.length;
    return { version, prevEvents: [previous], depth, covers, state, stateMap };
  }
}
