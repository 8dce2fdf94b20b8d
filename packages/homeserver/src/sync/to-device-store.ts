import type { JsonObject, UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';

/** A message for one device of a user. */
export interface ToDeviceMessage {
  readonly userId: UserId;
  readonly deviceId: string;
  readonly message: JsonObject;
}

/** Messages that wait for devices. https://spec.matrix.org/v1.16/client-server-api/#send-to-device-messaging */
export class ToDeviceStore {
  readonly #context: HomeserverContext;

  constructor(context: HomeserverContext) {
    this.#context = context;
  }

  async add(messages: readonly ToDeviceMessage[]): Promise<void> {
    const { database, stream, notifier } = this.#context;
    await database.write(() => {
      for (const { userId, deviceId, message } of messages) {
        database.run(
          'INSERT INTO to_device (stream, user_id, device_id, message) VALUES (?, ?, ?, ?)',
          stream.next(),
          userId,
          deviceId,
          JSON.stringify(message),
        );
      }
    });
    notifier.notify(...new Set(messages.map(({ userId }) => userId)));
  }

  /** What waits for the device beyond `since`. */
  since(userId: UserId, deviceId: string, since: number): JsonObject[] {
    return this.#context.database
      .all<{ message: string }>(
        'SELECT message FROM to_device WHERE user_id = ? AND device_id = ? AND stream > ? ORDER BY stream',
        userId,
        deviceId,
        since,
      )
      .map(({ message }) => JSON.parse(message) as JsonObject);
  }

  /** Forgets what the device has received: everything up to `upTo`. */
  async acknowledge(userId: UserId, deviceId: string, upTo: number): Promise<void> {
    const { database } = this.#context;
    const waiting = database.get(
      'SELECT 1 FROM to_device WHERE user_id = ? AND device_id = ? AND stream <= ? LIMIT 1',
      userId,
      deviceId,
      upTo,
    );
    if (waiting === undefined) return;
    await database.write(() =>
      database.run('DELETE FROM to_device WHERE user_id = ? AND device_id = ? AND stream <= ?', userId, deviceId, upTo),
    );
  }
}
