import { Codes, SynapseError, type UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { ClientIps } from './client-ips.ts';
import { randomUpperLetters } from '../lib/random-id.ts';

/** A device of a user. */
export interface Device {
  readonly deviceId: string;
  readonly displayName: string | null;
  /** Milliseconds since the epoch; null if it was not seen yet. */
  readonly lastSeenTs: number | null;
  readonly lastSeenIp: string | null;
}

/** A device with its new access token. */
export interface LoggedInDevice {
  readonly deviceId: string;
  readonly accessToken: string;
}

/** The longest device ID and display name, in characters, as in Synapse. */
const MAX_DEVICE_ID = 512;
const MAX_DISPLAY_NAME = 100;

/** Users' devices. A device is what a login makes; deleting it logs it out. */
export class Devices {
  readonly #context: HomeserverContext;
  readonly #accessTokens: AccessTokens;
  readonly #clientIps: ClientIps;
  readonly #listeners: ((userId: UserId, deviceIds: readonly string[]) => Promise<void>)[] = [];

  constructor(context: HomeserverContext, accessTokens: AccessTokens, clientIps: ClientIps) {
    this.#context = context;
    this.#accessTokens = accessTokens;
    this.#clientIps = clientIps;
  }

  /** Has a listener hear of devices that are deleted, after the modules. */
  afterDeletion(listener: (userId: UserId, deviceIds: readonly string[]) => Promise<void>): void {
    this.#listeners.push(listener);
  }

  /**
   * Adds a device with a new access token. A device with that ID that is there already gets a new token and keeps its name.
   *
   * @throws {SynapseError} 400 if the ID or the display name is too long.
   */
  async register(
    userId: UserId,
    deviceId: string = randomUpperLetters(10),
    displayName: string | null = null,
  ): Promise<LoggedInDevice> {
    assertDeviceId(deviceId);
    assertDisplayName(displayName);
    const { database } = this.#context;
    const { accessToken, replaced } = await database.write(() => {
      const tokens = this.#accessTokens.deleteOfDevice(userId, deviceId);
      database.run(
        'INSERT INTO devices (user_id, device_id, display_name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        userId,
        deviceId,
        displayName,
      );
      return { accessToken: this.#accessTokens.issue(userId, deviceId), replaced: tokens };
    });
    for (const token of replaced) await this.#loggedOut(userId, deviceId, token.accessToken);
    return { deviceId, accessToken };
  }

  /** The user's devices, in the order of their IDs. */
  list(userId: UserId): Device[] {
    return this.#context.database.all(
      `SELECT device_id AS deviceId, display_name AS displayName, last_seen_ts AS lastSeenTs, last_seen_ip AS lastSeenIp
       FROM devices WHERE user_id = ? ORDER BY device_id`,
      userId,
    );
  }

  /** One of the user's devices; undefined if it is unknown. */
  get(userId: UserId, deviceId: string): Device | undefined {
    return this.list(userId).find((device) => device.deviceId === deviceId);
  }

  /**
   * Gives a device another display name; with null it keeps the one it has.
   *
   * @throws {SynapseError} 404 if the device is unknown, 400 if the name is too long.
   */
  async rename(userId: UserId, deviceId: string, displayName: string | null): Promise<void> {
    assertDisplayName(displayName);
    const { database } = this.#context;
    const changed = await database.write(() =>
      database.run(
        'UPDATE devices SET display_name = coalesce(?, display_name) WHERE user_id = ? AND device_id = ?',
        displayName,
        userId,
        deviceId,
      ),
    );
    if (changed === 0) throw new SynapseError(404, 'Not found', Codes.NOT_FOUND);
  }

  /** Deletes devices and logs them out. Unknown ones are passed over. */
  async delete(userId: UserId, deviceIds: readonly string[]): Promise<void> {
    const { database } = this.#context;
    const deleted = await database.write(() =>
      deviceIds.flatMap((deviceId) => {
        database.run('DELETE FROM devices WHERE user_id = ? AND device_id = ?', userId, deviceId);
        database.run('DELETE FROM to_device WHERE user_id = ? AND device_id = ?', userId, deviceId);
        return this.#accessTokens.deleteOfDevice(userId, deviceId);
      }),
    );
    for (const { deviceId, accessToken } of deleted) await this.#loggedOut(userId, deviceId, accessToken);
    for (const listener of this.#listeners) await listener(userId, deviceIds);
  }

  /** Deletes all of the user's devices, except perhaps one. */
  async deleteAll(userId: UserId, except: string | null = null): Promise<void> {
    const devices = this.list(userId).map(({ deviceId }) => deviceId);
    await this.delete(
      userId,
      devices.filter((deviceId) => deviceId !== except),
    );
  }

  /** Tells the modules that a token is gone. */
  async #loggedOut(userId: UserId, deviceId: string, accessToken: string): Promise<void> {
    this.#clientIps.forget(userId, deviceId);
    await this.#context.callbacks.passwordAuthProvider.onLoggedOut(userId, deviceId, accessToken);
  }
}

function assertDeviceId(deviceId: string): void {
  if (deviceId.length > MAX_DEVICE_ID) {
    throw new SynapseError(400, `device_id cannot be longer than ${MAX_DEVICE_ID} characters`, Codes.INVALID_PARAM);
  }
}

function assertDisplayName(displayName: string | null): void {
  if (displayName !== null && displayName.length > MAX_DISPLAY_NAME) {
    throw new SynapseError(400, `Device display name is too long (max ${MAX_DISPLAY_NAME})`, Codes.TOO_LARGE);
  }
}
