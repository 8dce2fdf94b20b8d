import { Codes, SynapseError, type JsonObject, type Requester, type RoomId, type UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { privilegedCreatorsOf } from '../events/creators.ts';
import type { ReadonlyJsonObject } from '../lib/json-guards.ts';
import type { RoomVersion } from '../events/index.ts';
import type { EventPersister } from './event-persister.ts';
import type { EventPreparer, PreparedEvent } from './event-preparer.ts';
import { initialState } from './initial-state.ts';
import type { InitialStateEvent } from './new-room-config.ts';
import type { InitialEvents } from './initial-events.ts';
import { currentPlace } from './room-place.ts';
import { roomPreset } from './room-presets.ts';
import type { RoomStore } from './room-store.ts';
import type { RoomHandover } from './room-handover.ts';
import { ShadowBanError } from './shadow-ban-error.ts';
import {
  namingCreators,
  upgradedCreationContent,
  upgradedPowerLevels,
  upgradedState,
  type RoomUpgrade,
} from './upgraded-room.ts';

/** What a {@linkcode RoomUpgrader} stands on. */
export interface RoomUpgraderParts {
  readonly context: HomeserverContext;
  readonly rooms: RoomStore;
  readonly preparer: EventPreparer;
  readonly persister: EventPersister;
  readonly initialEvents: InitialEvents;
  readonly handover: RoomHandover;
}

/** Replaces rooms by rooms of another version. https://spec.matrix.org/v1.16/client-server-api/#room-upgrades */
export class RoomUpgrader {
  readonly #parts: RoomUpgraderParts;
  /** Who is upgrading which room. */
  readonly #running = new Map<RoomId, { readonly user: UserId; readonly upgraded: Promise<RoomId> }>();

  constructor(parts: RoomUpgraderParts) {
    this.#parts = parts;
  }

  /**
   * Makes a new room that takes over the old one's state, bans, aliases and place in the public room list, and closes the
   * old one. Its members have to join by themselves. Returns the new room's ID.
   *
   * @throws {SynapseError} 404 for an unknown room, 403 if the room's rules or a module refuse.
   * @throws {ShadowBanError} If a shadow-banned user upgrades.
   */
  async upgrade(
    requester: Requester,
    oldRoomId: RoomId,
    version: RoomVersion,
    additionalCreators?: readonly string[],
  ): Promise<RoomId> {
    if (requester.shadowBanned) throw new ShadowBanError();
    const running = this.#running.get(oldRoomId);
    if (running?.user === requester.user) return running.upgraded;
    if (running !== undefined) throw new SynapseError(400, 'An upgrade for this room is currently in progress');
    const upgrade: RoomUpgrade = { oldRoomId, version, user: requester.user, additionalCreators };
    const upgraded = this.#upgrade(requester, upgrade).finally(() => this.#running.delete(oldRoomId));
    this.#running.set(oldRoomId, { user: requester.user, upgraded });
    return upgraded;
  }

  async #upgrade(requester: Requester, upgrade: RoomUpgrade): Promise<RoomId> {
    const { rooms, initialEvents, persister, handover } = this.#parts;
    const { oldRoomId, version } = upgrade;
    const oldRoom = rooms.room(oldRoomId);
    if (oldRoom === undefined) throw new SynapseError(404, `Unknown room id ${oldRoomId}`, Codes.NOT_FOUND);
    const oldCreate = this.#content(oldRoomId, 'm.room.create') ?? {};
    const known = version.roomIdIsCreateHash
      ? await initialEvents.prepareCreate(requester, version, upgradedCreationContent(upgrade, oldCreate, undefined))
      : undefined;
    try {
      const newRoomId = known?.roomId ?? initialEvents.newRoomId();
      const tombstone = await this.#prepareTombstone(requester, oldRoomId, newRoomId);
      const content = known?.pdu.content ?? upgradedCreationContent(upgrade, oldCreate, tombstone.eventId);
      const powerLevels = this.#powerLevels(upgrade);
      const copied = upgradedState(rooms, upgrade, powerLevels ?? {});
      await this.#assertMayCreate(requester, content, copied);
      const create = known ?? (await initialEvents.prepareCreate(requester, version, content, newRoomId));
      await initialEvents.send({
        requester,
        create,
        isPublic: oldRoom.isPublic,
        state: completeState(version, copied, requester.user),
      });
      await this.#copyBans(requester, oldRoomId, newRoomId);
      await persister.persistOne(tombstone);
      await handover.moveAliases(requester, oldRoomId, newRoomId);
      await handover.retire(requester, oldRoomId);
      if (powerLevels !== undefined) {
        await handover.setPower(requester, newRoomId, upgradedPowerLevels(upgrade, powerLevels));
      }
      return newRoomId;
    } finally {
      if (known !== undefined) initialEvents.abandon(known);
    }
  }

  /** @throws {SynapseError} If the requester may not close the old room. */
  async #prepareTombstone(requester: Requester, oldRoomId: RoomId, newRoomId: RoomId): Promise<PreparedEvent> {
    const content = { body: 'This room has been replaced', replacement_room: newRoomId };
    const tombstone = await this.#prepareState(requester, oldRoomId, {
      type: 'm.room.tombstone',
      state_key: '',
      content,
    });
    this.#parts.persister.authorize(tombstone);
    return tombstone;
  }

  async #assertMayCreate(
    requester: Requester,
    content: JsonObject,
    state: readonly InitialStateEvent[],
  ): Promise<void> {
    const config = { creation_content: content, initial_state: state.map((event) => ({ ...event })) };
    const denial = await this.#parts.context.callbacks.spamChecker.userMayCreateRoom(requester.user, config);
    if (denial !== undefined) throw denial;
  }

  async #copyBans(requester: Requester, oldRoomId: RoomId, newRoomId: RoomId): Promise<void> {
    const { rooms, persister } = this.#parts;
    for (const banned of rooms.members(oldRoomId, 'ban')) {
      const content = rooms.stateEvent(oldRoomId, 'm.room.member', banned)?.event.content ?? {};
      const state = { type: 'm.room.member', state_key: banned, content };
      const ban = await this.#prepareState(requester, newRoomId, state);
      await persister.persistOne(ban);
    }
  }

  /** The old room's power levels, with those named who have power without that there, but not in the new room. */
  #powerLevels({ oldRoomId, version }: RoomUpgrade): ReadonlyJsonObject | undefined {
    const powerLevels = this.#content(oldRoomId, 'm.room.power_levels');
    const oldVersion = this.#parts.rooms.version(oldRoomId);
    const create = this.#parts.rooms.stateEvent(oldRoomId, 'm.room.create', '');
    if (powerLevels === undefined || oldVersion === undefined || create === undefined) return powerLevels;
    return version.privilegedCreators
      ? powerLevels
      : namingCreators(powerLevels, privilegedCreatorsOf(create.pdu, oldVersion));
  }

  async #prepareState(requester: Requester, roomId: RoomId, state: InitialStateEvent): Promise<PreparedEvent> {
    const version = this.#parts.rooms.version(roomId);
    if (version === undefined) throw new SynapseError(404, `Unknown room id ${roomId}`, Codes.NOT_FOUND);
    const draft = { ...state, room_id: roomId, sender: requester.user };
    return this.#parts.preparer.prepare(draft, () => currentPlace(this.#parts.rooms, roomId, version));
  }

  #content(roomId: RoomId, type: string): ReadonlyJsonObject | undefined {
    return this.#parts.rooms.stateEvent(roomId, type, '')?.event.content;
  }
}

/** The state that is taken over, with what a private room has beside it. */
function completeState(
  version: RoomVersion,
  copied: readonly InitialStateEvent[],
  creator: UserId,
): InitialStateEvent[] {
  const config = {
    version,
    visibility: 'private',
    preset: roomPreset('private_chat'),
    alias: undefined,
    invite: [],
    invite3pid: [],
    isDirect: false,
    name: undefined,
    topic: undefined,
    creationContent: {},
    initialState: copied,
    powerLevelOverride: {},
  } as const;
  return initialState(config, creator);
}
