import { isUserId, type JsonObject, type StateMap } from '@bouton/sdk';

/** The content of `m.room.power_levels`, as far as this module reads it. */
export interface PowerLevels extends JsonObject {
  users: Record<string, number>;
  users_default?: number;
}

/** The power level of an administrator. */
export const ADMIN = 100;

/** A copy of the room's power levels; undefined if the room has none that name users. */
export async function powerLevelsOf(state: StateMap): Promise<PowerLevels | undefined> {
  const content = (await state.get('m.room.power_levels'))?.content;
  const users = content?.['users'];
  if (typeof users !== 'object' || users === null || Array.isArray(users)) return undefined;
  const levels: PowerLevels = { ...structuredClone(content), users: {} };
  // Old versions of rooms let levels be texts.
  for (const [user, level] of Object.entries(users)) levels.users[user] = Number(level);
  return levels;
}

/** The room's creators if the room's version gives them power of their own (12 and later), else nobody. */
export async function privilegedCreators(state: StateMap): Promise<readonly string[]> {
  const create = await state.get('m.room.create');
  if (create === undefined || Number(create.room_version) < 12) return [];
  const additional = create.content['additional_creators'];
  return [create.sender, ...(Array.isArray(additional) ? additional.filter(isUserId) : [])];
}

/** Those of the users who are in the room, or invited to it. */
export async function presentUsers(users: Iterable<string>, state: StateMap): Promise<readonly string[]> {
  const members = await Promise.all([...users].map((user) => state.get('m.room.member', user)));
  return members.flatMap((member) => {
    const membership = member?.content['membership'];
    return member?.state_key !== undefined && (membership === 'join' || membership === 'invite')
      ? [member.state_key]
      : [];
  });
}

/** The user's power level, apart from what a creator has. */
export function levelOf(user: string, levels: PowerLevels): number {
  return levels.users[user] ?? levels.users_default ?? 0;
}

/** The members with the highest power level above the default, without `leaving`; nobody if all have the default. */
export async function mostPowerful(levels: PowerLevels, state: StateMap, leaving: string): Promise<readonly string[]> {
  const candidates = Object.keys(levels.users).filter(
    (user) => user !== leaving && levelOf(user, levels) > (levels.users_default ?? 0),
  );
  const present = await presentUsers(candidates, state);
  const highest = Math.max(...present.map((user) => levelOf(user, levels)));
  return present.filter((user) => levelOf(user, levels) === highest);
}
