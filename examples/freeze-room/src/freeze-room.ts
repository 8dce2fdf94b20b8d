import { isDeepStrictEqual } from 'node:util';
import {
  Module,
  ModuleApi,
  ThirdPartyRules,
  type EventReplacement,
  type JsonObject,
  type RoomEvent,
  type StateMap,
} from '@bouton/sdk';
import { FreezeRoomConfig } from './freeze-room-config.ts';
import {
  ADMIN,
  levelOf,
  mostPowerful,
  powerLevelsOf,
  presentUsers,
  privilegedCreators,
  type PowerLevels,
} from './power.ts';

/** The type of the state event that says whether a room is frozen: `{"frozen": true}`. */
export const FROZEN_STATE_TYPE = 'org.matrix.room.frozen';

type Permission = readonly [allowed: boolean, replacement?: EventReplacement];

const ALLOWED: Permission = [true];
const REFUSED: Permission = [false];

/**
 * Freezes a room when its last administrator leaves: nothing can be sent, but members may leave, and whoever unfreezes the
 * room becomes its administrator.
 */
@Module({ config: FreezeRoomConfig })
export class FreezeRoom {
  constructor(
    private readonly config: FreezeRoomConfig,
    private readonly api: ModuleApi,
  ) {}

  @ThirdPartyRules
  async checkEventAllowed(event: RoomEvent, state: StateMap): Promise<Permission> {
    if (event.type === FROZEN_STATE_TYPE && event.state_key !== undefined) return this.#checkFrozenState(event, state);
    if (await isFrozen(state)) return this.#checkEventInFrozenRoom(event, state);
    if (isLeave(event)) await this.#afterLastAdmin(event, state);
    return ALLOWED;
  }

  async #checkFrozenState(event: RoomEvent, state: StateMap): Promise<Permission> {
    const frozen = event.content['frozen'];
    if (typeof frozen !== 'boolean') return REFUSED;

    const server = event.sender.slice(event.sender.indexOf(':') + 1);
    if (!frozen && this.config.unfreeze_blacklist.includes(server)) return REFUSED;
    if ((await isFrozen(state)) === frozen || !this.api.isMine(event.sender)) return ALLOWED;

    const levels = await powerLevelsOf(state);
    if (levels === undefined) return ALLOWED;
    if (frozen) {
      await this.#closeDoors(event, state);
      await this.#send(event, 'm.room.power_levels', openToEverybody(levels));
    } else {
      const creators = await privilegedCreators(state);
      await this.#send(event, 'm.room.power_levels', handedTo(event.sender, levels, creators));
    }
    // The room's state has changed under the event: answering with it has it built anew.
    return [true, event];
  }

  async #checkEventInFrozenRoom(event: RoomEvent, state: StateMap): Promise<Permission> {
    if (isLeave(event) && event.sender === event.state_key) return ALLOWED;
    if (event.type !== 'm.room.power_levels') return REFUSED;

    // The power levels of an unfreezing are sent before the state that unfreezes.
    const current = await powerLevelsOf(state);
    if (current === undefined) return REFUSED;
    const expected = handedTo(event.sender, current, await privilegedCreators(state));
    return isDeepStrictEqual(event.content, expected) ? ALLOWED : REFUSED;
  }

  /** If the last administrator leaves, promotes others or freezes the room. */
  async #afterLastAdmin(event: RoomEvent, state: StateMap): Promise<void> {
    const leaving = event.sender;
    const levels = await powerLevelsOf(state);
    if (levels === undefined || event.state_key !== leaving) return;

    const named = Object.keys(levels.users).filter((user) => levelOf(user, levels) >= ADMIN);
    const admins = new Set([...named, ...(await privilegedCreators(state))]);
    if (!admins.delete(leaving) || (await presentUsers(admins, state)).length > 0) return;

    const successors = this.config.promote_moderators ? await mostPowerful(levels, state, leaving) : [];
    if (successors.length > 0) {
      this.api.logger.info('Promoting members to administrators', { roomId: event.room_id, successors });
      for (const user of successors) levels.users[user] = Math.max(ADMIN, levelOf(leaving, levels));
      await this.#send(event, 'm.room.power_levels', levels);
      return;
    }
    this.api.logger.info('Freezing the room', { roomId: event.room_id });
    await this.#send(event, FROZEN_STATE_TYPE, { frozen: true });
  }

  /** Nobody may walk into a frozen room. */
  async #closeDoors(event: RoomEvent, state: StateMap): Promise<void> {
    const joinRule = (await state.get('m.room.join_rules'))?.content['join_rule'];
    if (joinRule === undefined || joinRule === 'public') {
      await this.#send(event, 'm.room.join_rules', { join_rule: 'invite' });
    }
  }

  async #send({ room_id, sender }: RoomEvent, type: string, content: JsonObject): Promise<void> {
    await this.api.createAndSendEventIntoRoom({ room_id, sender, type, state_key: '', content });
  }
}

async function isFrozen(state: StateMap): Promise<boolean> {
  return (await state.get(FROZEN_STATE_TYPE))?.content['frozen'] === true;
}

function isLeave(event: RoomEvent): boolean {
  return event.type === 'm.room.member' && event.content['membership'] === 'leave';
}

/** Everybody may unfreeze; nobody has less power than the default. */
function openToEverybody(levels: PowerLevels): PowerLevels {
  const users = Object.fromEntries(Object.entries(levels.users).filter(([, level]) => level === ADMIN));
  return { ...levels, users, users_default: ADMIN };
}

/** `user` is an administrator, and the default is none again. A privileged creator may not be named, and need not be. */
function handedTo(user: string, levels: PowerLevels, creators: readonly string[]): PowerLevels {
  const users = creators.includes(user) ? levels.users : { ...levels.users, [user]: ADMIN };
  return { ...levels, users, users_default: 0 };
}
