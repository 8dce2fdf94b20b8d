import { Codes, SynapseError, type JsonObject, type JsonValue, type UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import type { NotificationStore } from '../notifications/notification-store.ts';
import type { RoomStore, StoredEvent } from '../rooms/room-store.ts';
import type { Threepids } from '../users/threepids.ts';
import { Badges } from './badges.ts';
import { httpPusherData, PusherConfigError } from './http-pusher-data.ts';
import { HttpPusher, type HttpPusherParts } from './http-pusher.ts';
import type { PushGateway } from './push-gateway.ts';
import type { PusherConfig, PusherKey, PusherStore } from './pusher-store.ts';

/** A pusher as a client sets it. */
export type NewPusher = Omit<PusherConfig, 'setAt' | 'sentTo' | 'failingSince'> & {
  /** Keep the pushers of other users with the same key. */
  readonly append: boolean;
};

/** What {@linkcode Pushers} stand on. */
export interface PushersParts {
  readonly context: HomeserverContext;
  readonly rooms: RoomStore;
  readonly notifications: NotificationStore;
  readonly store: PusherStore;
  readonly gateway: PushGateway;
  readonly threepids: Threepids;
}

/** The pushers that run: they send notifications off the way that events take. */
export class Pushers implements AsyncDisposable {
  readonly #parts: PushersParts;
  readonly #httpParts: HttpPusherParts;
  readonly #running = new Map<UserId, Map<string, HttpPusher>>();
  readonly #pending = new Set<Promise<void>>();

  constructor(parts: PushersParts) {
    this.#parts = parts;
    const { rooms, notifications, context } = parts;
    const badges = new Badges(rooms, notifications, context.settings.push.groupUnreadCountByRoom);
    this.#httpParts = { ...parts, badges, remove: (pusher) => this.remove(pusher) };
  }

  /** Starts the pushers that are stored. They go on where they stopped. */
  start(): void {
    for (const config of this.#parts.store.all()) {
      try {
        this.#start(config);
      } catch (error) {
        this.#parts.context.log.warn('Cannot start a pusher', { userId: config.userId, appId: config.appId, error });
      }
    }
  }

  /**
   * Adds a pusher, or replaces one, which stays with the device that set it first.
   *
   * @throws {SynapseError} 400 if its data are not what it takes, or an email address is not the user's.
   */
  async set({ append, ...pusher }: NewPusher): Promise<void> {
    const { context, store, threepids } = this.#parts;
    const { userId, appId, pushkey, kind } = pusher;
    assertConfig(pusher);
    if (kind === 'email' && threepids.owner('email', pushkey.toLowerCase()) !== userId) {
      throw new SynapseError(400, 'Email not found', Codes.THREEPID_NOT_FOUND);
    }
    if (!append) {
      for (const other of store.withPushkey(appId, pushkey)) if (other.userId !== userId) await this.remove(other);
    }
    const previous = store.withPushkey(appId, pushkey).find((other) => other.userId === userId);
    const config: PusherConfig = {
      ...pusher,
      deviceId: previous === undefined ? pusher.deviceId : previous.deviceId,
      setAt: context.clock.now(),
      sentTo: context.stream.current,
      failingSince: null,
    };
    await store.put(config);
    this.#stop(config);
    this.#start(config);
  }

  /** Stops and removes a pusher. Does nothing if it is unknown. */
  async remove(pusher: PusherKey): Promise<void> {
    this.#stop(pusher);
    await this.#parts.store.remove(pusher);
  }

  /** Removes what devices have set, which are logged out. */
  async removeOfDevices(userId: UserId, deviceIds: readonly string[]): Promise<void> {
    for (const pusher of this.#parts.store.ofUser(userId)) {
      if (pusher.deviceId !== null && deviceIds.includes(pusher.deviceId)) await this.remove(pusher);
    }
  }

  /** An event is published: those who are notified of it hear so. Returns at once. */
  published({ stream }: StoredEvent): void {
    if (this.#running.size === 0) return;
    for (const userId of this.#parts.notifications.usersAt(stream)) {
      this.#forUser(userId, (pusher) => pusher.wake());
    }
  }

  /** The user has read something: their badge changes. Returns at once. */
  read(userId: UserId): void {
    this.#forUser(userId, (pusher) => pusher.sendBadge());
  }

  /**
   * Sends a notification to the user's gateways, once, whatever the push rules say.
   *
   * @param deviceId Only to what this device has set; null: to all.
   * @returns Whether each device's gateway took it.
   */
  async send(
    userId: UserId,
    deviceId: string | null,
    content: JsonObject,
    tweaks?: JsonObject,
    defaultPayload?: JsonObject,
  ): Promise<Map<string, boolean>> {
    const answers = new Map<string, boolean>();
    for (const pusher of this.#of(userId)) {
      if (deviceId !== null && deviceId !== '' && pusher.config.deviceId !== deviceId) continue;
      const rejected: readonly JsonValue[] | undefined = await pusher.send(content, tweaks, defaultPayload);
      if (pusher.config.deviceId !== null) answers.set(pusher.config.deviceId, rejected?.length === 0);
    }
    return answers;
  }

  /** Resolves when no pusher has anything to do, or all that have wait for their gateways. */
  async idle(): Promise<void> {
    await Promise.all(this.#pending);
    for (const pushers of this.#running.values()) for (const pusher of pushers.values()) await pusher.idle();
  }

  /** Stops all pushers. What was not sent is sent after the next start. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const pushers of this.#running.values()) for (const pusher of pushers.values()) pusher.stop();
    await this.idle();
    this.#running.clear();
  }

  /** Does something with the user's pushers, unless their account has expired. */
  #forUser(userId: UserId, act: (pusher: HttpPusher) => void | Promise<void>): void {
    if (!this.#running.has(userId)) return;
    const { callbacks, log } = this.#parts.context;
    const done = (async () => {
      if ((await callbacks.accountValidity.isUserExpired(userId)) === true) return;
      await Promise.all(this.#of(userId).map(async (pusher) => act(pusher)));
    })()
      .catch((error: unknown) => log.error("Cannot reach a user's pushers", { userId, error }))
      .finally(() => this.#pending.delete(done));
    this.#pending.add(done);
  }

  #of(userId: UserId): HttpPusher[] {
    return [...(this.#running.get(userId)?.values() ?? [])];
  }

  #start(config: PusherConfig): void {
    if (config.kind !== 'http' || !this.#parts.context.settings.push.enabled) return;
    const pusher = new HttpPusher(config, this.#httpParts);
    const pushers = this.#running.get(config.userId) ?? new Map<string, HttpPusher>();
    this.#running.set(config.userId, pushers.set(keyOf(config), pusher));
    pusher.wake();
  }

  #stop(pusher: PusherKey): void {
    const pushers = this.#running.get(pusher.userId);
    pushers?.get(keyOf(pusher))?.stop();
    pushers?.delete(keyOf(pusher));
    if (pushers?.size === 0) this.#running.delete(pusher.userId);
  }
}

function keyOf({ appId, pushkey }: PusherKey): string {
  return JSON.stringify([appId, pushkey]);
}

function assertConfig({ kind, data }: Pick<PusherConfig, 'kind' | 'data'>): void {
  if (kind !== 'http') return;
  try {
    httpPusherData(data);
  } catch (error) {
    if (!(error instanceof PusherConfigError)) throw error;
    throw new SynapseError(400, `Config Error: ${error.message}`, Codes.MISSING_PARAM);
  }
}
