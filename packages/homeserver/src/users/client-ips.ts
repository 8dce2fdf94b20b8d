import type { UserId, UserIpAndAgent } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { RecentlyUsed } from '../lib/recently-used.ts';

/** How often the same client is noted, in milliseconds. */
const GRANULARITY = 120_000;
/** Of how many devices, and of how many addresses of each, it is remembered that they are noted. */
const DEVICES = 50_000;
const ADDRESSES = 100;
const DAY = 24 * 60 * 60 * 1000;
/** How long it is kept from where somebody came, in milliseconds. */
const KEPT = 28 * DAY;
/** For how long a user counts as active, in milliseconds. */
const ACTIVE = 30 * DAY;
/** How often what is too old is forgotten, in milliseconds. */
const SWEEP_INTERVAL = 60 * 60 * 1000;

/** A client that made a request. */
export interface SeenClient {
  readonly userId: UserId;
  readonly deviceId: string;
  readonly ip: string;
  readonly userAgent: string;
}

/** From where users come. Nobody waits until it is written down. */
export class ClientIps {
  readonly #context: HomeserverContext;
  /** When each device was noted, by address. */
  readonly #noted = new RecentlyUsed<string, Map<string, number>>(DEVICES);
  /** What is on its way into the database. */
  readonly #pending = new Map<string, SeenClient & { readonly lastSeen: number }>();
  #sweptAt = 0;

  constructor(context: HomeserverContext) {
    this.#context = context;
  }

  /** Notes that a client was seen; at most every two minutes. */
  seen(client: SeenClient): void {
    const { clock, database, log } = this.#context;
    const lastSeen = clock.now();
    const addresses = this.#addressesOf(client);
    if (lastSeen - (addresses.get(client.ip) ?? -Infinity) < GRANULARITY) return;
    if (addresses.size >= ADDRESSES) addresses.clear();
    addresses.set(client.ip, lastSeen);
    const key = keyOf(client);
    this.#pending.set(key, { ...client, lastSeen });
    database
      .write(() => this.#write(client, lastSeen))
      .catch((error: unknown) => {
        this.forget(client.userId, client.deviceId);
        log.warn('Cannot note from where a user came', { userId: client.userId, error });
      })
      .finally(() => this.#pending.delete(key));
  }

  /** Forgets that a device was noted: it is noted at once when it comes again. */
  forget(userId: UserId, deviceId: string): void {
    this.#noted.delete(`${userId} ${deviceId}`);
  }

  /** From where a user came, in the order of time. @param since Milliseconds since the epoch. */
  list(userId: UserId, since: number): UserIpAndAgent[] {
    const stored = this.#context.database.all<UserIpAndAgent & { readonly deviceId: string }>(
      `SELECT device_id AS deviceId, ip, user_agent AS userAgent, last_seen AS lastSeen FROM user_ips
       WHERE user_id = ? AND last_seen >= ?`,
      userId,
      since,
    );
    const clients = new Map(stored.map((client) => [keyOf({ userId, ...client }), client]));
    for (const [key, client] of this.#pending) {
      if (client.userId === userId && client.lastSeen >= since) clients.set(key, client);
    }
    return [...clients.values()]
      .map(({ ip, userAgent, lastSeen }) => ({ ip, userAgent, lastSeen }))
      .toSorted((one, other) => one.lastSeen - other.lastSeen);
  }

  /** The users who were active last between two times, in milliseconds since the epoch; nobody if it is not noted. */
  activeUsers(start: number, end: number): UserId[] {
    return this.#context.database
      .all<{ user_id: UserId }>(
        'SELECT user_id FROM monthly_active_users WHERE last_active BETWEEN ? AND ? ORDER BY last_active, user_id',
        Math.max(start, this.#context.clock.now() - ACTIVE),
        end,
      )
      .map(({ user_id }) => user_id);
  }

  #addressesOf({ userId, deviceId }: SeenClient): Map<string, number> {
    const key = `${userId} ${deviceId}`;
    const known = this.#noted.get(key);
    if (known !== undefined) return known;
    const addresses = new Map<string, number>();
    this.#noted.set(key, addresses);
    return addresses;
  }

  #write({ userId, deviceId, ip, userAgent }: SeenClient, now: number): void {
    const { database, settings } = this.#context;
    database.run(
      `INSERT INTO user_ips VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET user_agent = excluded.user_agent, last_seen = excluded.last_seen`,
      userId,
      deviceId,
      ip,
      userAgent,
      now,
    );
    database.run(
      'UPDATE devices SET last_seen_ts = ?, last_seen_ip = ? WHERE user_id = ? AND device_id = ?',
      now,
      ip,
      userId,
      deviceId,
    );
    if (settings.mauStatsOnly) {
      database.run('INSERT OR REPLACE INTO monthly_active_users VALUES (?, ?)', userId, now);
    }
    if (now - this.#sweptAt < SWEEP_INTERVAL) return;
    this.#sweptAt = now;
    database.run('DELETE FROM user_ips WHERE last_seen < ?', now - KEPT);
    database.run('DELETE FROM monthly_active_users WHERE last_active < ?', now - ACTIVE);
  }
}

function keyOf({ userId, deviceId, ip }: Omit<SeenClient, 'userAgent'>): string {
  return `${userId} ${deviceId} ${ip}`;
}
