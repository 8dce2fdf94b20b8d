import {
  Codes,
  SynapseError,
  type CreateRoomRequest,
  type JsonObject,
  type JsonValue,
  type RoomAlias,
  type UserId,
} from '@bouton/sdk';
import { isRoomVersionId, isUserId, ROOM_VERSIONS, type RoomVersion, type RoomVersionId } from '../events/index.ts';
import { elementsOf, isJsonObject, type ReadonlyJsonObject } from '../lib/json-guards.ts';
import { roomPreset, type RoomPreset } from './room-presets.ts';

/** An invite of an email address or telephone number. */
export interface ThreepidInvite {
  readonly medium: string;
  readonly address: string;
}

/** State that a new room begins with. */
export interface InitialStateEvent {
  readonly type: string;
  readonly state_key: string;
  readonly content: Readonly<JsonObject>;
}

/** The body of a request to create a room, checked. */
export interface NewRoomConfig {
  readonly version: RoomVersion;
  readonly visibility: 'public' | 'private';
  readonly preset: RoomPreset;
  readonly alias: RoomAlias | undefined;
  readonly invite: readonly UserId[];
  readonly invite3pid: readonly ThreepidInvite[];
  readonly isDirect: boolean;
  readonly name: JsonValue | undefined;
  readonly topic: JsonValue | undefined;
  readonly creationContent: Readonly<JsonObject>;
  /** One event per type and state key. */
  readonly initialState: readonly InitialStateEvent[];
  readonly powerLevelOverride: Readonly<JsonObject>;
}

/** What a request to create a room is checked against. */
export interface NewRoomDefaults {
  readonly creator: UserId;
  readonly serverName: string;
  readonly roomVersion: RoomVersionId;
}

/**
 * Checks the body of a request to create a room.
 *
 * @throws {SynapseError} 400 if something in it is wrong.
 */
export function parseNewRoomConfig(body: CreateRoomRequest, defaults: NewRoomDefaults): NewRoomConfig {
  const invite3pid = listOf(body['invite_3pid'], 'invite_3pid').map(parseThreepidInvite);
  const version = parseVersion(body.room_version ?? defaults.roomVersion);
  const alias =
    body.room_alias_name === undefined ? undefined : parseAliasName(body.room_alias_name, defaults.serverName);
  const invite = listOf(body.invite, 'invite').map(parseInvitee);
  const powerLevelOverride = objectOf(body.power_level_content_override, 'power_level_content_override');
  const { users } = powerLevelOverride;
  if (!version.privilegedCreators && isJsonObject(users) && !Object.hasOwn(users, defaults.creator)) {
    const message = `Not a valid power_level_content_override: 'users' did not contain ${defaults.creator}`;
    throw new SynapseError(400, message);
  }
  const visibility = body.visibility === 'public' ? 'public' : 'private';
  return {
    version,
    visibility,
    preset: roomPreset(body.preset ?? (visibility === 'public' ? 'public_chat' : 'private_chat')),
    alias,
    invite,
    invite3pid,
    isDirect: Boolean(body.is_direct),
    name: body['name'],
    topic: body['topic'],
    creationContent: objectOf(body.creation_content, 'creation_content'),
    initialState: parseInitialState(body.initial_state),
    powerLevelOverride,
  };
}

function parseVersion(id: JsonValue): RoomVersion {
  if (typeof id !== 'string') throw badJson('room_version must be a string');
  if (isRoomVersionId(id)) return ROOM_VERSIONS[id];
  throw new SynapseError(400, 'Your homeserver does not support this room version', Codes.UNSUPPORTED_ROOM_VERSION);
}

function parseAliasName(name: JsonValue, serverName: string): RoomAlias {
  if (typeof name !== 'string') throw badJson('room_alias_name must be a string');
  if (/\s/.test(name)) throw new SynapseError(400, 'Invalid characters in room alias');
  if (!name.includes(':')) return `#${name}:${serverName}`;
  throw new SynapseError(
    400,
    "':' is not permitted in the room alias name. Please note this expects a local part — 'wombat', not '#wombat:example.com'.",
  );
}

function parseInvitee(userId: JsonValue): UserId {
  if (typeof userId === 'string' && isUserId(userId)) return userId;
  throw new SynapseError(400, `Invalid user_id: ${typeof userId === 'string' ? userId : JSON.stringify(userId)}`);
}

function parseThreepidInvite(invite: JsonValue): ThreepidInvite {
  if (isJsonObject(invite) && invite['id_server'] !== undefined && invite['id_access_token'] !== undefined) {
    const { medium, address } = invite;
    if (typeof medium === 'string' && typeof address === 'string') return { medium, address };
  }
  throw new SynapseError(
    400,
    'all of `medium`, `address`, `id_server` and `id_access_token` are required when making a 3pid invite',
    Codes.MISSING_PARAM,
  );
}

function parseInitialState(value: JsonValue | undefined): InitialStateEvent[] {
  const byKey = new Map<string, InitialStateEvent>();
  for (const event of listOf(value, 'initial_state')) {
    if (!isJsonObject(event)) throw badJson('initial_state must be a list of objects');
    const { type, state_key: stateKey = '', content } = event;
    if (typeof type !== 'string' || typeof stateKey !== 'string' || !isJsonObject(content)) {
      throw badJson('Invalid event JSON');
    }
    byKey.set(JSON.stringify([type, stateKey]), { type, state_key: stateKey, content });
  }
  return [...byKey.values()];
}

function listOf(value: JsonValue | undefined, name: string): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return elementsOf(value);
  throw badJson(`${name} must be a list`);
}

function objectOf(value: JsonValue | undefined, name: string): ReadonlyJsonObject {
  if (value === undefined || value === null) return {};
  if (isJsonObject(value)) return value;
  throw badJson(`${name} must be an object`);
}

function badJson(message: string): SynapseError {
  return new SynapseError(400, message, Codes.BAD_JSON);
}
