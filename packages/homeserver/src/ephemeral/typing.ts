import type { Timer } from '@bouton/runtime';
import type { JsonObject, RoomId, UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';

interface TypingRoom {
  readonly users: Map<UserId, Timer>;
  /** The place in the stream of the latest change. */
  stream: number;
}

/** Who is typing where. Kept in memory. https://spec.matrix.org/v1.16/client-server-api/#typing-notifications */
export class Typing {
  readonly #context: HomeserverContext;
  readonly #rooms = new Map<RoomId, TypingRoom>();

  constructor(context: HomeserverContext) {
    this.#context = context;
  }

  /** The user types for so many milliseconds, unless told otherwise before. */
  start(roomId: RoomId, userId: UserId, timeoutMs: number): void {
    const room: TypingRoom = this.#rooms.get(roomId) ?? { users: new Map(), stream: 0 };
    this.#rooms.set(roomId, room);
    const previous = room.users.get(userId);
    previous?.cancel();
    room.users.set(
      userId,
      this.#context.clock.setTimer(timeoutMs, () => this.stop(roomId, userId)),
    );
    if (previous === undefined) this.#changed(roomId, room);
  }

  /** The user has stopped typing. */
  stop(roomId: RoomId, userId: UserId): void {
    const room = this.#rooms.get(roomId);
    const timer = room?.users.get(userId);
    if (room === undefined || timer === undefined) return;
    timer.cancel();
    room.users.delete(userId);
    this.#changed(roomId, room);
  }

  /** The `m.typing` event of the room, if it changed after `since`. */
  eventSince(roomId: RoomId, since: number): JsonObject | undefined {
    const room = this.#rooms.get(roomId);
    if (room === undefined || room.stream <= since) return undefined;
    return { type: 'm.typing', content: { user_ids: [...room.users.keys()] } };
  }

  #changed(roomId: RoomId, room: TypingRoom): void {
    room.stream = this.#context.stream.next();
    this.#context.notifier.notify(roomId);
  }
}
