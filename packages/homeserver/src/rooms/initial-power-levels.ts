import type { JsonObject, UserId } from '@bouton/sdk';
import type { NewRoomConfig } from './new-room-config.ts';
import { isJsonObject } from '../lib/json-guards.ts';

/** The power levels of a new room: the defaults, then the preset's, then what the creator asks for. */
export function initialPowerLevels(config: NewRoomConfig, creator: UserId): JsonObject {
  const { version, preset, invite, powerLevelOverride } = config;
  const users: JsonObject = {};
  if (!version.privilegedCreators) {
    users[creator] = 100;
    if (preset.inviteesHavePower) for (const invitee of invite) users[invitee] = 100;
  }
  const levels: JsonObject = {
    users,
    users_default: 0,
    events: {
      'm.room.name': 50,
      'm.room.power_levels': 100,
      'm.room.history_visibility': 100,
      'm.room.canonical_alias': 50,
      'm.room.avatar': 50,
      'm.room.tombstone': version.privilegedCreators ? 150 : 100,
      'm.room.server_acl': 100,
      'm.room.encryption': 100,
    },
    events_default: 0,
    state_default: 50,
    ban: 50,
    kick: 50,
    redact: 50,
    invite: 50,
    historical: 100,
  };
  for (const [key, value] of Object.entries(preset.powerLevels)) {
    const current = levels[key];
    levels[key] = isJsonObject(current) && isJsonObject(value) ? { ...current, ...value } : value;
  }
  return { ...levels, ...powerLevelOverride };
}
