import type { JsonObject, RoomId, UserId } from '@bouton/sdk';
import type { RoomVersion } from '../events/index.ts';
import { isJsonObject, type ReadonlyJsonObject } from '../lib/json-guards.ts';
import type { InitialStateEvent } from './new-room-config.ts';
import type { RoomStore } from './room-store.ts';

/** The state that a new version of a room takes over, in the order in which it is sent. */
const COPIED_TYPES = [
  'm.room.join_rules',
  'm.room.name',
  'm.room.topic',
  'm.room.history_visibility',
  'm.room.guest_access',
  'm.room.avatar',
  'm.room.encryption',
  'm.room.server_acl',
] as const;

/** A room that is upgraded. */
export interface RoomUpgrade {
  readonly oldRoomId: RoomId;
  readonly version: RoomVersion;
  readonly user: UserId;
  readonly additionalCreators: readonly string[] | undefined;
}

/** The content of the new room's create event. */
export function upgradedCreationContent(
  { oldRoomId, version, additionalCreators }: RoomUpgrade,
  oldCreate: ReadonlyJsonObject,
  tombstoneId: string | undefined,
): JsonObject {
  return {
    room_version: version.id,
    predecessor: { room_id: oldRoomId, ...(tombstoneId !== undefined && { event_id: tombstoneId }) },
    ...(version.privilegedCreators && additionalCreators !== undefined && { additional_creators: additionalCreators }),
    ...(oldCreate['m.federate'] === false && { 'm.federate': false }),
    ...(oldCreate['type'] !== undefined && { type: oldCreate['type'] }),
  };
}

/** The state that the new room takes over from the old one. */
export function upgradedState(
  rooms: RoomStore,
  upgrade: RoomUpgrade,
  powerLevels: ReadonlyJsonObject,
): InitialStateEvent[] {
  const { oldRoomId, version } = upgrade;
  const copied = COPIED_TYPES.flatMap((type) => rooms.stateEvent(oldRoomId, type, '') ?? []);
  const isSpace = rooms.stateEvent(oldRoomId, 'm.room.create', '')?.event.content['type'] === 'm.space';
  const children = isSpace ? rooms.stateOfType(oldRoomId, 'm.space.child').filter(hasContent) : [];
  const levels = version.privilegedCreators
    ? withoutCreators(powerLevels, upgrade)
    : withPowerToCopy(powerLevels, upgrade.user);
  return [
    { type: 'm.room.power_levels', state_key: '', content: levels },
    ...[...copied, ...children].map(({ event: { type, state_key = '', content } }) => ({ type, state_key, content })),
  ];
}

/** The power levels that the new room ends with. */
export function upgradedPowerLevels(upgrade: RoomUpgrade, powerLevels: ReadonlyJsonObject): JsonObject {
  return upgrade.version.privilegedCreators ? withoutCreators(powerLevels, upgrade) : { ...powerLevels };
}

/** Power levels that name creators who need not be named in a room whose creators stand above all others. */
export function namingCreators(powerLevels: ReadonlyJsonObject, creators: readonly string[]): ReadonlyJsonObject {
  const { users } = powerLevels;
  const named = Object.fromEntries(creators.map((creator) => [creator, Math.max(100, powerToCopy(powerLevels))]));
  return { ...powerLevels, users: { ...(isJsonObject(users) && users), ...named } };
}

/** The power levels that let nobody but moderators speak in the old room; undefined if they do already. */
export function retiredPowerLevels(powerLevels: ReadonlyJsonObject): JsonObject | undefined {
  const restricted = Math.max(levelOf(powerLevels, 'users_default', 0) + 1, 50);
  const raised = ['invite', 'events_default'].filter((key) => levelOf(powerLevels, key, 0) < restricted);
  if (raised.length === 0) return undefined;
  return { ...powerLevels, ...Object.fromEntries(raised.map((key) => [key, restricted])) };
}

/** Creators stand above the power levels, and may not be named there. */
function withoutCreators(powerLevels: ReadonlyJsonObject, { user, additionalCreators = [] }: RoomUpgrade): JsonObject {
  const { users } = powerLevels;
  if (!isJsonObject(users)) return { ...powerLevels };
  const others = Object.entries(users).filter(([userId]) => userId !== user && !additionalCreators.includes(userId));
  return { ...powerLevels, users: Object.fromEntries(others) };
}

/** Who upgrades gets the power to send all that is taken over, until the end of the upgrade. */
function withPowerToCopy(powerLevels: ReadonlyJsonObject, user: UserId): JsonObject {
  const { users } = powerLevels;
  const needed = powerToCopy(powerLevels);
  const known = isJsonObject(users) ? users : {};
  if (levelOf(known, user, levelOf(powerLevels, 'users_default', 0)) >= needed) return { ...powerLevels };
  return { ...powerLevels, users: { ...known, [user]: needed } };
}

function powerToCopy(powerLevels: ReadonlyJsonObject): number {
  const { events } = powerLevels;
  const eventLevels = isJsonObject(events) ? Object.values(events).filter((level) => typeof level === 'number') : [];
  return Math.max(levelOf(powerLevels, 'state_default', 50), levelOf(powerLevels, 'ban', 50), ...eventLevels);
}

function levelOf(levels: ReadonlyJsonObject, key: string, fallback: number): number {
  const level = levels[key];
  return typeof level === 'number' ? level : fallback;
}

function hasContent({ event }: { readonly event: { readonly content: ReadonlyJsonObject } }): boolean {
  return Object.keys(event.content).length > 0;
}
