import type { JsonObject, StateMap } from '@bouton/sdk';

/** The content of `m.room.power_levels`, as far as this module reads it. */
export interface PowerLevels extends JsonObject {
  users: Record<string, number>;
  users_default?: number;
}

/** The power level of an administrator. */
export const ADMIN = 100;

/** A copy of the room's power levels; undefined where the room has none that name users. */
export async function powerLevelsOf(state: StateMap): Promise<PowerLevels | undefined> {
  const content = (await state.get('m.room.power_levels'))?.content;
  const users = content?.['users'];
  if (typeof users !== 'object' || users === null || Array.isArray(users)) return undefined;
  return structuredClone(content) as PowerLevels;
}

/** The room's creators where the room's version gives them power of their own (12 and later), else nobody. */
export async function privilegedCreators(state: StateMap): Promise<readonly string[]> {
  const create = await state.get('m.room.create');
  if (create === undefined || Number(create.room_version) < 12) return [];
  const additional = create.content['additional_creators'];
  return [create.sender, ...(Array.isArray(additional) ? (additional as string[]) : [])];
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

/** The members with the highest power level above the default, without `leaving`; nobody where all have the default. */
export async function mostPowerful(levels: PowerLevels, state: StateMap, leaving: string): Promise<readonly string[]> {
  const candidates = Object.keys(levels.users).filter(
    (user) => user !== leaving && levelOf(user, levels) > (levels.users_default ?? 0),
  );
  const present = await presentUsers(candidates, state);
  const highest = Math.max(...present.map((user) => levelOf(user, levels)));
  return present.filter((user) => levelOf(user, levels) === highest);
}
