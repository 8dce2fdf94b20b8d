import type { JsonObject, Requester, RoomId, UserId } from '@bouton/sdk';
import type { AccountDataStore } from '../account-data/account-data-store.ts';
import type { HomeserverContext } from '../context.ts';
import type { Presence, PresenceName } from '../ephemeral/presence.ts';
import type { Receipts } from '../ephemeral/receipts.ts';
import type { Typing } from '../ephemeral/typing.ts';
import { toSyncEvent } from '../events/index.ts';
import type { NotificationStore } from '../notifications/notification-store.ts';
import type { EventVisibility } from '../rooms/event-visibility.ts';
import type { RoomStore } from '../rooms/room-store.ts';
import { RoomCollector, type RoomChange, type SyncScope } from './collect-rooms.ts';
import { passesFilter, passesRoom, type SyncFilter } from '../events/event-filter.ts';
import type { EventSerializer } from './serialize-events.ts';
import { summarize } from './room-summary.ts';
import { formatSyncToken } from './sync-token.ts';
import type { ToDeviceStore } from './to-device-store.ts';
import { unreadCounts } from './unread-counts.ts';

/** What a client asks of a sync. */
export interface SyncRequest {
  readonly requester: Requester;
  /** The place of the last sync; 0 for the first. */
  readonly since: number;
  readonly filter: SyncFilter;
  /** How long to wait for news, in milliseconds. */
  readonly timeout: number;
  readonly fullState: boolean;
  readonly setPresence: PresenceName;
  /** Aborted when the client goes away or the homeserver stops. */
  readonly signal: AbortSignal;
}

/** What a {@linkcode SyncHandler} reads from. */
export interface SyncSources {
  readonly context: HomeserverContext;
  readonly rooms: RoomStore;
  readonly visibility: EventVisibility;
  readonly accountData: AccountDataStore;
  readonly serializer: EventSerializer;
  readonly typing: Typing;
  readonly receipts: Receipts;
  readonly presence: Presence;
  readonly toDevice: ToDeviceStore;
  readonly notifications: NotificationStore;
}

/** Tells clients what is new. https://spec.matrix.org/v1.16/client-server-api/#syncing */
export class SyncHandler {
  readonly #parts: SyncSources;
  readonly #collector: RoomCollector;

  constructor(parts: SyncSources) {
    this.#parts = parts;
    this.#collector = new RoomCollector(parts.rooms, parts.visibility);
  }

  /** The body of a sync. Waits for news if there are none. */
  async sync(request: SyncRequest): Promise<JsonObject> {
    const { context, presence, rooms, toDevice } = this.#parts;
    const { user, deviceId } = request.requester;
    if (deviceId !== null && request.since > 0) await toDevice.acknowledge(user, deviceId, request.since);
    if (context.settings.enablePresence) await presence.syncs(user, request.setPresence);

    const until = context.clock.now() + request.timeout;
    for (;;) {
      const body = await this.#body(request);
      const remaining = until - context.clock.now();
      if (body.news || request.since === 0 || remaining <= 0 || request.signal.aborted) return body.json;
      // Whatever came while the body was written is found at the next turn.
      if (context.stream.current > body.now) continue;
      const joined = rooms.roomsOf(user, 'join').map(({ roomId }) => roomId);
      await context.notifier.wait([user, ...joined], remaining, request.signal);
    }
  }

  async #body(request: SyncRequest): Promise<{ json: JsonObject; news: boolean; now: number }> {
    const { context, toDevice } = this.#parts;
    const { requester, since, filter, fullState } = request;
    const { user, deviceId } = requester;
    const scope: SyncScope = { userId: user, since, now: context.stream.current, filter, fullState };

    const rooms = this.#collector.changes(scope);
    const stripped = this.#collector.stripped(scope);
    const messages = deviceId === null ? [] : toDevice.since(user, deviceId, since);
    const accountData = this.#accountData(scope, null);
    const joined = await this.#joinedRooms(scope, rooms, deviceId);
    const left = await this.#rooms(scope, rooms, 'leave', deviceId);
    const presence = await this.#presence(scope);
    const strippedIn = (section: 'invite' | 'knock') =>
      Object.fromEntries(
        stripped
          .filter((room) => room.section === section)
          .map(({ roomId, state }) => [
            roomId,
            { [`${section}_state`]: { events: this.#parts.serializer.strip(state) } },
          ]),
      );

    const json: JsonObject = {
      next_batch: formatSyncToken(scope.now),
      account_data: { events: accountData },
      presence: { events: presence },
      to_device: { events: messages },
      device_lists: { changed: [], left: [] },
      device_one_time_keys_count: {},
      rooms: { join: joined, invite: strippedIn('invite'), knock: strippedIn('knock'), leave: left },
    };
    const counts = [accountData, presence, messages, stripped, Object.keys(joined), Object.keys(left)];
    return { json, news: counts.some(({ length }) => length > 0), now: scope.now };
  }

  /** Joined rooms with news: events, or receipts, typing and account data alone. */
  async #joinedRooms(
    scope: SyncScope,
    changes: readonly RoomChange[],
    deviceId: string | null,
  ): Promise<Record<RoomId, JsonObject>> {
    const { rooms } = this.#parts;
    const changed = await this.#rooms(scope, changes, 'join', deviceId);
    for (const { roomId } of rooms.roomsOf(scope.userId, 'join')) {
      if (!passesRoom(scope.filter.room, roomId)) continue;
      const entire = changes.some((change) => change.roomId === roomId && change.entire);
      const since = entire ? 0 : scope.since;
      const ephemeral = this.#ephemeral(scope, roomId, since);
      const accountData = this.#accountData({ ...scope, since }, roomId);
      if (changed[roomId] === undefined && ephemeral.length === 0 && accountData.length === 0) continue;
      changed[roomId] = {
        timeline: { events: [], limited: false, prev_batch: formatSyncToken(scope.now) },
        state: { events: [] },
        ...changed[roomId],
        ephemeral: { events: ephemeral },
        account_data: { events: accountData },
        ...unreadCounts(this.#parts.notifications.unread(roomId, scope.userId), scope.filter),
      };
    }
    return changed;
  }

  async #rooms(
    scope: SyncScope,
    changes: readonly RoomChange[],
    section: 'join' | 'leave',
    deviceId: string | null,
  ): Promise<Record<RoomId, JsonObject>> {
    const { serializer, rooms } = this.#parts;
    const viewer = { userId: scope.userId, deviceId };
    const entries: [RoomId, JsonObject][] = [];
    for (const change of changes) {
      if (change.section !== section) continue;
      const timeline = await serializer.serialize(change.timeline, viewer, toSyncEvent);
      const state = await serializer.serialize(change.state, viewer, toSyncEvent);
      const hasMembers = [...change.timeline, ...change.state].some(({ event }) => event.type === 'm.room.member');
      entries.push([
        change.roomId,
        {
          ...(section === 'join' && hasMembers ? { summary: summarize(rooms, change.roomId, scope.userId) } : {}),
          timeline: { events: timeline, limited: change.limited, prev_batch: formatSyncToken(change.prevBatch) },
          state: { events: state },
        },
      ]);
    }
    return Object.fromEntries(entries);
  }

  #ephemeral(scope: SyncScope, roomId: RoomId, since: number): JsonObject[] {
    const { typing, receipts } = this.#parts;
    const filter = scope.filter.room?.ephemeral;
    return [
      passesFilter(filter, { type: 'm.typing' }) ? typing.eventSince(roomId, since) : undefined,
      passesFilter(filter, { type: 'm.receipt' }) ? receipts.eventSince(roomId, scope.userId, since) : undefined,
    ].filter((event) => event !== undefined);
  }

  #accountData({ userId, since, filter }: SyncScope, roomId: RoomId | null): JsonObject[] {
    const selected = roomId === null ? filter.account_data : filter.room?.account_data;
    return this.#parts.accountData
      .since(userId, roomId, since)
      .filter(({ type }) => passesFilter(selected, { type }))
      .map(({ type, content }) => ({ type, content }));
  }

  async #presence({ userId, since, filter }: SyncScope): Promise<JsonObject[]> {
    const { context, presence } = this.#parts;
    if (!context.settings.enablePresence) return [];
    const events = await presence.eventsSince(userId, since);
    return events.filter((event) =>
      passesFilter(filter.presence, { type: 'm.presence', sender: event['sender'] as UserId }),
    );
  }
}
