import { SynapseError, type JsonObject, type Requester, type RoomId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { elementsOf, type ReadonlyJsonObject } from '../lib/json-guards.ts';
import type { AliasStore } from './alias-store.ts';
import type { EventSender } from './event-sender.ts';
import type { RoomStore } from './room-store.ts';
import type { RoomWriter } from './room-writer.ts';
import { retiredPowerLevels } from './upgraded-room.ts';

/** What a {@linkcode RoomHandover} stands on. */
export interface RoomHandoverParts {
  readonly context: HomeserverContext;
  readonly rooms: RoomStore;
  readonly writer: RoomWriter;
  readonly aliases: AliasStore;
  readonly sender: EventSender;
}

/** Hands over from a room that is upgraded to the one that replaces it. */
export class RoomHandover {
  readonly #parts: RoomHandoverParts;

  constructor(parts: RoomHandoverParts) {
    this.#parts = parts;
  }

  /** Lets the old room's aliases lead to the new one, and takes the old one out of the public room list. */
  async moveAliases(requester: Requester, oldRoomId: RoomId, newRoomId: RoomId): Promise<void> {
    const { context, aliases, writer } = this.#parts;
    const canonical = this.#content(oldRoomId, 'm.room.canonical_alias');
    await context.database.write(() => {
      aliases.move(oldRoomId, newRoomId);
      writer.setPublic(oldRoomId, false);
    });
    if (canonical === undefined) return;
    const { alias, alt_aliases: alternatives, ...rest } = canonical;
    const others = elementsOf(alternatives);
    await this.#trySend(requester, oldRoomId, 'm.room.canonical_alias', rest);
    await this.#trySend(requester, newRoomId, 'm.room.canonical_alias', {
      ...(alias !== undefined && { alias }),
      ...(others.length > 0 && { alt_aliases: others }),
    });
  }

  /** Takes the old room's users the power to speak. */
  async retire(requester: Requester, oldRoomId: RoomId): Promise<void> {
    const powerLevels = this.#content(oldRoomId, 'm.room.power_levels');
    const retired = powerLevels && retiredPowerLevels(powerLevels);
    if (retired !== undefined) await this.#trySend(requester, oldRoomId, 'm.room.power_levels', retired);
  }

  /** Gives the new room the power levels that it keeps. */
  async setPower(requester: Requester, roomId: RoomId, powerLevels: JsonObject): Promise<void> {
    await this.#send(requester, roomId, 'm.room.power_levels', powerLevels);
  }

  async #send(requester: Requester, roomId: RoomId, type: string, content: JsonObject): Promise<void> {
    await this.#parts.sender.send(requester, { type, state_key: '', room_id: roomId, sender: requester.user, content });
  }

  /** Sends what the upgrade can do without. */
  async #trySend(requester: Requester, roomId: RoomId, type: string, content: JsonObject): Promise<void> {
    try {
      await this.#send(requester, roomId, type, content);
    } catch (error) {
      if (!SynapseError.is(error)) throw error;
      this.#parts.context.log.warn('Cannot update a room after its upgrade', { roomId, type, error: error.message });
    }
  }

  #content(roomId: RoomId, type: string): ReadonlyJsonObject | undefined {
    return this.#parts.rooms.stateEvent(roomId, type, '')?.event.content;
  }
}
