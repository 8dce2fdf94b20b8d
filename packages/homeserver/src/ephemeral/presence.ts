import type { Timer } from '@bouton/runtime';
import { PRESENCE_ALL_USERS, type JsonObject, type UserId, type UserPresenceState } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import type { RoomStore } from '../rooms/room-store.ts';

/** How long after a user's last sync they count as offline, in milliseconds. */
const OFFLINE_AFTER = 30_000;

/** How long after their last activity a user counts as currently active, in milliseconds. */
const CURRENTLY_ACTIVE_FOR = 60_000;

/** The presence that a client may ask for. */
export type PresenceName = 'online' | 'unavailable' | 'offline';

interface Entry {
  state: UserPresenceState;
  /** The place of the latest change in the stream. */
  stream: number;
  offline: Timer | undefined;
}

/**
 * Who is online. Kept in memory. Presence routers widen who hears of it.
 * https://spec.matrix.org/v1.16/client-server-api/#presence
 */
export class Presence {
  readonly #context: HomeserverContext;
  readonly #rooms: RoomStore;
  readonly #entries = new Map<UserId, Entry>();
  /** Who is to see everybody who is online, and from which place of the stream on they have. */
  readonly #shownAll = new Map<UserId, number>();

  constructor(context: HomeserverContext, rooms: RoomStore) {
    this.#context = context;
    this.#rooms = rooms;
  }

  /** The user's presence; offline for somebody who was never seen. */
  get(userId: UserId): UserPresenceState {
    return this.#entries.get(userId)?.state ?? neverSeen(userId);
  }

  /** Sets the user's presence; with `statusMsg` undefined the message stays. */
  async set(userId: UserId, state: PresenceName, statusMsg?: string | null): Promise<void> {
    const now = this.#context.clock.now();
    const previous = this.get(userId);
    await this.#change({
      ...previous,
      state,
      statusMsg: statusMsg === undefined ? previous.statusMsg : statusMsg,
      lastActiveTs: state === 'offline' ? previous.lastActiveTs : now,
      currentlyActive: state === 'online',
    });
  }

  /** Sets the presence of several users, local or not, as modules do. All who may see them hear of it, even if nothing changes. */
  async setAll(users: ReadonlyMap<UserId, readonly [UserPresenceState['state'], (string | null)?]>): Promise<void> {
    const now = this.#context.clock.now();
    const states = [...users].map(([userId, [state, statusMsg = null]]): UserPresenceState => {
      const previous = this.get(userId);
      const currentlyActive = state === 'online' && now - previous.lastActiveTs < CURRENTLY_ACTIVE_FOR;
      return { ...previous, state, statusMsg, currentlyActive };
    });
    if (states.length > 0) await this.#change(...states);
  }

  /** Lets these local users see, at their next sync, everybody who is online and whom they may see. */
  showAllTo(users: readonly UserId[]): void {
    const { notifier, stream } = this.#context;
    for (const userId of users) this.#shownAll.set(userId, stream.next());
    notifier.notify(...users);
  }

  /** The user syncs: they have the presence that the sync names, and go offline some time after their last sync. */
  async syncs(userId: UserId, state: PresenceName): Promise<void> {
    const now = this.#context.clock.now();
    const previous = this.get(userId);
    if (state !== 'offline') {
      const lastActiveTs = state === 'online' ? now : previous.lastActiveTs;
      const next = { ...previous, state, lastActiveTs, lastUserSyncTs: now, currentlyActive: state === 'online' };
      const known = this.#entries.get(userId);
      if (known?.state.state === state) this.#store(next, known.stream);
      else await this.#change(next);
    }
    const entry = this.#entries.get(userId);
    if (entry === undefined) return;
    entry.offline?.cancel();
    entry.offline = this.#context.clock.setTimer(OFFLINE_AFTER, () => {
      this.set(userId, 'offline').catch((error: unknown) =>
        this.#context.log.error('Cannot mark a user as offline', { userId, error }),
      );
    });
  }

  /**
   * The `m.presence` events that the viewer should hear of and that are newer than `since`; from the beginning, with 0,
   * only those of users who are not offline; so too if {@linkcode Presence.showAllTo} asked for it meanwhile.
   */
  async eventsSince(viewer: UserId, since: number): Promise<JsonObject[]> {
    const all = since === 0 || (this.#shownAll.get(viewer) ?? 0) > since;
    const newer = [...this.#entries.values()].filter(({ state, stream }) =>
      all ? state.state !== 'offline' : stream > since,
    );
    if (newer.length === 0) return [];
    const states = newer.map(({ state }) => state);
    const interest = await this.#context.callbacks.presenceRouter.getInterestedUsers(viewer);
    const seen =
      interest === PRESENCE_ALL_USERS
        ? await this.#routedTo(viewer, states)
        : states.filter(({ userId }) => interest.has(userId) || this.#shareRoom(viewer, userId));
    return seen.map((state) => this.toEvent(state));
  }

  /** Whether the viewer may ask for the user's presence. */
  mayBeSeenBy(viewer: UserId, userId: UserId): boolean {
    return this.#shareRoom(viewer, userId);
  }

  /** The content of a user's `m.presence` event. */
  toContent(state: UserPresenceState): JsonObject {
    const now = this.#context.clock.now();
    return {
      presence: state.state,
      ...(state.lastActiveTs === 0 ? {} : { last_active_ago: now - state.lastActiveTs }),
      ...(state.statusMsg === null ? {} : { status_msg: state.statusMsg }),
      ...(state.state === 'online'
        ? { currently_active: state.currentlyActive && now - state.lastActiveTs < CURRENTLY_ACTIVE_FOR }
        : {}),
    };
  }

  /** A user's `m.presence` event. */
  toEvent(state: UserPresenceState): JsonObject {
    return { type: 'm.presence', sender: state.userId, content: this.toContent(state) };
  }

  /** Forgets all timers. */
  [Symbol.dispose](): void {
    for (const entry of this.#entries.values()) entry.offline?.cancel();
  }

  async #change(...states: readonly UserPresenceState[]): Promise<void> {
    const { callbacks, stream, notifier } = this.#context;
    for (const state of states) this.#store(state, stream.next());
    const recipients = await callbacks.presenceRouter.getUsersForStates(states);
    const users = states.map(({ userId }) => userId);
    const rooms = users.flatMap((userId) => this.#rooms.roomsOf(userId, 'join').map(({ roomId }) => roomId));
    notifier.notify(...users, ...rooms, ...recipients.keys());
  }

  #store(state: UserPresenceState, stream: number): void {
    const offline = this.#entries.get(state.userId)?.offline;
    this.#entries.set(state.userId, { state: Object.freeze(state), stream, offline });
  }

  /**
   * What modules show of these to somebody who sees everybody's presence. As in Synapse, they must show something.
   *
   * @throws {Error} If they do not.
   */
  async #routedTo(viewer: UserId, states: readonly UserPresenceState[]): Promise<readonly UserPresenceState[]> {
    const routed = (await this.#context.callbacks.presenceRouter.getUsersForStates(states)).get(viewer);
    if (routed !== undefined) return routed;
    throw new Error(
      `A module answers get_interested_users for ${viewer} with all users, but get_users_for_states leaves ${viewer} out`,
    );
  }

  #shareRoom(one: UserId, other: UserId): boolean {
    if (one === other) return true;
    const rooms = this.#rooms.roomsOf(one, 'join');
    return rooms.some(({ roomId }) => this.#rooms.membership(roomId, other)?.membership === 'join');
  }
}

function neverSeen(userId: UserId): UserPresenceState {
  return Object.freeze({
    userId,
    state: 'offline',
    lastActiveTs: 0,
    lastFederationUpdateTs: 0,
    lastUserSyncTs: 0,
    statusMsg: null,
    currentlyActive: false,
  });
}
