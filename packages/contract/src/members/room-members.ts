import type { MemberRows } from './member-row.ts';

const rows = {
  get_state_events_in_room: {
    since: '1.22',
    parameters: { room_id: 'roomId', types: 'stateFilter' },
    result: 'events',
    scope: 'rooms:read',
    needs: ['synapse.module_api:ModuleApi.get_room_state'],
  },
  update_room_membership: {
    since: '1.46',
    parameters: {
      sender: 'userId',
      target: 'userId',
      room_id: 'roomId',
      new_membership: 'membership',
      'content?': 'json',
      'remote_room_hosts?': 'strings',
    },
    result: 'event',
    writes: true,
    scope: 'rooms:write',
  },
  create_and_send_event_into_room: {
    since: '1.22',
    parameters: { event_dict: 'newEvent' },
    result: 'event',
    writes: true,
    scope: 'rooms:write',
  },
  is_mine: { since: '1.44', parameters: { id: 'string' }, result: 'boolean', scope: null, way: 'runtime' },
  get_room_state: {
    since: '1.47',
    parameters: { room_id: 'roomId', 'event_filter?': 'stateFilter' },
    result: 'stateMap',
    scope: 'rooms:read',
  },
  get_canonical_room_alias: {
    since: '1.86',
    parameters: { room_id: 'parsedRoomId' },
    result: 'optionalRoomAlias',
    scope: 'rooms:read',
  },
  lookup_room_alias: {
    since: '1.65',
    parameters: { room_alias: 'roomAlias' },
    result: 'roomAndServers',
    scope: 'rooms:read',
  },
  create_room: {
    since: '1.65',
    parameters: {
      user_id: 'userId',
      config: 'createRoomRequest',
      'options?': { ratelimit: 'boolean', creator_join_profile: 'json' },
    },
    result: 'roomAndAlias',
    writes: true,
    scope: 'rooms:write',
  },
  delete_room: { since: '1.89', parameters: { room_id: 'roomId' }, result: 'void', writes: true, scope: 'rooms:write' },
} as const satisfies MemberRows;

/** Rooms and events. */
export const roomMembers: typeof rows = rows;
