/** The versions of rooms that the homeserver can create and serve. */
export type RoomVersionId = '10' | '11' | '12';

/** What redaction leaves of an event. */
export interface RedactionRules {
  /** The keys of the event that stay. */
  readonly event: ReadonlySet<string>;
  /** By event type, what stays of `content`; nothing if a type is not listed. */
  readonly content: ReadonlyMap<string, ContentRule>;
}

/** The keys that stay; a pair is a key whose object keeps one key. */
export type ContentRule = 'all' | readonly (string | readonly [key: string, nested: string])[];

/**
 * A room version: how its rooms differ from those of other versions. What versions 10, 11 and 12 have in common (integer
 * power levels, knocking, restricted joins) has no field.
 * https://spec.matrix.org/v1.16/rooms/
 */
export interface RoomVersion {
  readonly id: RoomVersionId;
  /** Whether the create event names the room's creator in `content.creator`; otherwise its sender is the creator. */
  readonly creatorInContent: boolean;
  /** Whether a redaction names its target in `content.redacts`, or beside its content. */
  readonly redactsInContent: boolean;
  /** Whether the room's ID is the create event's ID with another sigil. The create event is then no auth event. */
  readonly roomIdIsCreateHash: boolean;
  /** Whether the creators stand above all power levels, and the create event can name more of them. */
  readonly privilegedCreators: boolean;
  readonly redaction: RedactionRules;
}

const EVENT_KEYS = [
  'event_id',
  'type',
  'room_id',
  'sender',
  'state_key',
  'content',
  'hashes',
  'signatures',
  'depth',
  'prev_events',
  'auth_events',
  'origin_server_ts',
];

const POWER_LEVELS_KEYS = [
  'ban',
  'events',
  'events_default',
  'kick',
  'redact',
  'state_default',
  'users',
  'users_default',
];

/** https://spec.matrix.org/v1.16/rooms/v10/#redactions */
const REDACTION_V9: RedactionRules = {
  event: new Set([...EVENT_KEYS, 'prev_state', 'origin', 'membership']),
  content: new Map<string, ContentRule>([
    ['m.room.member', ['membership', 'join_authorised_via_users_server']],
    ['m.room.create', ['creator']],
    ['m.room.join_rules', ['join_rule', 'allow']],
    ['m.room.power_levels', POWER_LEVELS_KEYS],
    ['m.room.history_visibility', ['history_visibility']],
  ]),
};

/** https://spec.matrix.org/v1.16/rooms/v11/#redactions */
const REDACTION_V11: RedactionRules = {
  event: new Set(EVENT_KEYS),
  content: new Map<string, ContentRule>([
    ...REDACTION_V9.content,
    ['m.room.member', ['membership', 'join_authorised_via_users_server', ['third_party_invite', 'signed']]],
    ['m.room.create', 'all'],
    ['m.room.power_levels', [...POWER_LEVELS_KEYS, 'invite']],
    ['m.room.redaction', ['redacts']],
  ]),
};

/** The room versions, by ID. All are stable. */
export const ROOM_VERSIONS: Readonly<Record<RoomVersionId, RoomVersion>> = {
  '10': {
    id: '10',
    creatorInContent: true,
    redactsInContent: false,
    roomIdIsCreateHash: false,
    privilegedCreators: false,
    redaction: REDACTION_V9,
  },
  '11': {
    id: '11',
    creatorInContent: false,
    redactsInContent: true,
    roomIdIsCreateHash: false,
    privilegedCreators: false,
    redaction: REDACTION_V11,
  },
  '12': {
    id: '12',
    creatorInContent: false,
    redactsInContent: true,
    roomIdIsCreateHash: true,
    privilegedCreators: true,
    redaction: REDACTION_V11,
  },
};

/** The version of a room whose creator asks for none: Synapse's default. */
export const DEFAULT_ROOM_VERSION: RoomVersionId = '12';

/** Whether a room version is one of {@linkcode ROOM_VERSIONS}. */
export function isRoomVersionId(id: unknown): id is RoomVersionId {
  return typeof id === 'string' && Object.hasOwn(ROOM_VERSIONS, id);
}
