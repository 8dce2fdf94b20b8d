import type { Timer } from '@bouton/runtime';
import type { JsonObject, JsonValue } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { elementsOf, isJsonObject } from '../lib/json-guards.ts';
import type { NotificationStore, Notification } from '../notifications/notification-store.ts';
import { tweaksOf } from '../push-rules/tweaks.ts';
import type { RoomStore } from '../rooms/room-store.ts';
import type { Badges } from './badges.ts';
import { httpPusherData } from './http-pusher-data.ts';
import { pushContent } from './push-content.ts';
import type { PushGateway } from './push-gateway.ts';
import type { PusherConfig, PusherKey, PusherStore } from './pusher-store.ts';

/** The time to the first retry, and the longest between two, in milliseconds. */
const FIRST_RETRY = 1000;
const LONGEST_RETRY = 60 * 60 * 1000;

/** For how long one notification is tried, in milliseconds. */
const GIVE_UP_AFTER = 24 * 60 * 60 * 1000;

/** What an {@linkcode HttpPusher} works with. */
export interface HttpPusherParts {
  readonly context: HomeserverContext;
  readonly rooms: RoomStore;
  readonly notifications: NotificationStore;
  readonly badges: Badges;
  readonly gateway: PushGateway;
  readonly store: PusherStore;
  /** Removes a pusher whose key the gateway rejects. */
  readonly remove: (pusher: PusherKey) => Promise<void>;
}

/**
 * Sends a user's notifications to one push gateway: one after the other, each until it arrives or is a day old. Nobody waits for
 * it but who asks.
 */
export class HttpPusher {
  readonly config: PusherConfig;
  readonly #parts: HttpPusherParts;
  readonly #url: string;
  readonly #data: JsonObject;
  readonly #stopped = new AbortController();
  #sentTo: number;
  #failingSince: number | null;
  #retryAfter = FIRST_RETRY;
  #retry: Timer | undefined;
  #running: Promise<void> | undefined;
  #isWoken = false;
  #shownBadge: number | undefined;

  /** @throws {PusherConfigError} If the data of the pusher are not what it takes. */
  constructor(config: PusherConfig, parts: HttpPusherParts) {
    const { url, ...data } = httpPusherData(config.data);
    this.config = config;
    this.#parts = parts;
    this.#url = url;
    this.#data = data;
    this.#sentTo = config.sentTo;
    this.#failingSince = config.failingSince;
  }

  /** Has it look for notifications, unless it waits for its gateway. Returns at once. */
  wake(): void {
    if (this.#retry !== undefined || this.#stopped.signal.aborted) return;
    this.#isWoken = true;
    this.#running ??= this.#run().finally(() => (this.#running = undefined));
  }

  /** Sends no more, and forgets what it is sending. */
  stop(): void {
    this.#retry?.cancel();
    this.#stopped.abort();
  }

  /** Resolves when it has nothing to do, or waits for its gateway. */
  async idle(): Promise<void> {
    await this.#running;
  }

  /**
   * Sends one notification, once.
   *
   * @param content The body's `notification` without `devices`.
   * @returns The keys that the gateway rejects; undefined if it cannot be reached.
   */
  async send(
    content: JsonObject,
    tweaks: JsonObject = {},
    defaultPayload: JsonObject = {},
  ): Promise<readonly JsonValue[] | undefined> {
    const { appId, pushkey, setAt, userId } = this.config;
    const given = this.#data['default_payload'];
    const payload = { ...(isJsonObject(given) ? given : {}), ...defaultPayload };
    const device = {
      app_id: appId,
      pushkey,
      pushkey_ts: Math.floor(setAt / 1000),
      data: { ...this.#data, ...(Object.keys(defaultPayload).length > 0 && { default_payload: payload }) },
      ...(Object.keys(tweaks).length > 0 && { tweaks }),
    };
    const notification = { ...content, devices: [device] };
    try {
      const answer = await this.#parts.gateway.post(this.#url, { notification }, this.#stopped.signal);
      return elementsOf(answer['rejected']);
    } catch (error) {
      if (!this.#stopped.signal.aborted) {
        this.#parts.context.log.warn('Cannot reach a push gateway', { userId, appId, url: this.#url, error });
      }
      return undefined;
    }
  }

  /** Tells the gateway how much the user has not read, if that has changed. Not tried again. */
  async sendBadge(): Promise<void> {
    const badge = this.#parts.badges.count(this.config.userId);
    if (badge === this.#shownBadge || this.#stopped.signal.aborted) return;
    this.#shownBadge = badge;
    await this.send({ id: '', type: null, sender: '', counts: { unread: badge } });
  }

  async #run(): Promise<void> {
    while (this.#isWoken && this.#retry === undefined) {
      this.#isWoken = false;
      try {
        await this.#sendAll();
      } catch (error) {
        this.#parts.context.log.error('Cannot send notifications', { userId: this.config.userId, error });
      }
    }
  }

  async #sendAll(): Promise<void> {
    for (;;) {
      if (this.#stopped.signal.aborted) return;
      const next = this.#parts.notifications.nextUnread(this.config.userId, this.#sentTo);
      if (next === undefined) return;
      const rejected = await this.#sendOne(next);
      if (this.#stopped.signal.aborted) return;
      if (rejected === undefined && !(await this.#fails(next))) return;
      if (rejected?.includes(this.config.pushkey) === true) {
        this.#parts.context.log.info('A push gateway rejects a pushkey', { userId: this.config.userId });
        await this.#parts.remove(this.config);
        return;
      }
      if (rejected !== undefined) await this.#arrived(next);
    }
  }

  async #sendOne({ eventId, actions }: Notification): Promise<readonly JsonValue[] | undefined> {
    const { context, rooms, badges } = this.#parts;
    const { userId } = this.config;
    const stored = rooms.event(eventId);
    if (stored === undefined) return [];
    const badge = badges.count(userId);
    const eventIdOnly = this.#data['format'] === 'event_id_only';
    const tweaks = tweaksOf(actions);
    const includeContent = context.settings.push.includeContent;
    const content = pushContent(stored, rooms, { userId, tweaks, badge, eventIdOnly, includeContent });
    const rejected = await this.send(content, eventIdOnly ? {} : tweaks);
    if (rejected?.length === 0) this.#shownBadge = badge;
    return rejected;
  }

  async #arrived({ stream }: Notification): Promise<void> {
    this.#retryAfter = FIRST_RETRY;
    await this.#progress(stream, null);
  }

  /** @returns Whether it gives the notification up. */
  async #fails({ stream }: Notification): Promise<boolean> {
    const { clock, log } = this.#parts.context;
    const since = this.#failingSince ?? clock.now();
    if (since < clock.now() - GIVE_UP_AFTER) {
      log.warn('Giving up on a notification', { userId: this.config.userId, appId: this.config.appId });
      this.#retryAfter = FIRST_RETRY;
      await this.#progress(stream, null);
      return true;
    }
    if (since !== this.#failingSince) await this.#progress(this.#sentTo, since);
    if (this.#stopped.signal.aborted) return false;
    this.#retry = clock.setTimer(this.#retryAfter, () => {
      this.#retry = undefined;
      this.wake();
    });
    this.#retryAfter = Math.min(this.#retryAfter * 2, LONGEST_RETRY);
    return false;
  }

  async #progress(sentTo: number, failingSince: number | null): Promise<void> {
    this.#sentTo = sentTo;
    this.#failingSince = failingSince;
    const isThere = await this.#parts.store.setProgress(this.config, { sentTo, failingSince });
    if (!isThere) this.stop();
  }
}
