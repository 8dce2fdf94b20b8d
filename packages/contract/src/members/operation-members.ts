import type { MemberRows } from './member-row.ts';

const STORE = 'synapse.storage.databases.main';
const STATE = 'synapse.storage.controllers.state:StateStorageController';
const TASKS = 'synapse.util.task_scheduler:TaskScheduler';
const DATABASE = 'synapse.storage.database:DatabasePool';
const PURGE = 'synapse.handlers.pagination:PaginationHandler.purge_room';
const TOKENS = `${STORE}.registration:RegistrationWorkerStore` as const;
const ROOM = { parameters: { room_id: 'roomId' } } as const;
const THREEPID = { user_id: 'userId', medium: 'medium', address: 'string' } as const;
const PAGE = { from: 'integer', limit: 'integer' } as const;

const rows = {
  deactivate_user: {
    parameters: { user_id: 'userId', 'options?': { erase: 'boolean' } },
    result: 'void',
    writes: true,
    scope: 'users:write',
    needs: ['synapse.handlers.deactivate_account:DeactivateAccountHandler.deactivate_account'],
  },
  set_avatar_url: {
    parameters: { user_id: 'userId', new_avatar_url: 'string' },
    result: 'void',
    writes: true,
    scope: 'users:write',
    needs: ['synapse.handlers.profile:ProfileHandler.dispatch_set_profile_field|set_avatar_url'],
  },
  add_threepid: {
    parameters: { ...THREEPID, 'validated_at?': 'integer' },
    result: 'void',
    writes: true,
    scope: 'users:write',
    needs: ['synapse.handlers.auth:AuthHandler.add_threepid'],
  },
  remove_threepid: {
    parameters: THREEPID,
    result: 'void',
    writes: true,
    scope: 'users:write',
    needs: [
      `${STORE}.registration:RegistrationWorkerStore.user_get_threepids`,
      'synapse.handlers.auth:AuthHandler.delete_local_threepid',
    ],
  },
  get_rooms_for_user: {
    parameters: { user_id: 'userId' },
    result: 'roomIds',
    scope: 'rooms:read',
    needs: [`${STORE}.roommember:RoomMemberWorkerStore.get_rooms_for_user`],
  },
  get_users_paginate: {
    parameters: {
      'options?': { ...PAGE, name: 'string', guests: 'boolean', deactivated: 'boolean', admins: 'boolean' },
    },
    result: 'usersPage',
    scope: 'users:read',
    needs: [`${DATABASE}.runInteraction`],
  },
  get_external_ids_by_user: {
    parameters: { user_id: 'userId' },
    result: 'externalIds',
    scope: 'users:read',
    needs: [`${TOKENS}.get_external_ids_by_user`],
  },
  create_registration_token: {
    parameters: {
      'options?': { token: 'string', length: 'integer', uses_allowed: 'integer', expiry_time: 'integer' },
    },
    result: 'registrationToken',
    writes: true,
    scope: 'registration_tokens:write',
    needs: [`${TOKENS}.generate_registration_token`, `${TOKENS}.create_registration_token`],
  },
  registration_token_is_valid: {
    parameters: { token: 'string' },
    result: 'boolean',
    scope: 'registration_tokens:read',
    needs: [`${TOKENS}.registration_token_is_valid`],
  },
  get_users_in_room: {
    ...ROOM,
    result: 'userIds',
    scope: 'rooms:read',
    needs: [`${STATE}.get_users_in_room_with_profiles`],
  },
  is_user_in_room: {
    parameters: { user_id: 'userId', room_id: 'roomId' },
    result: 'boolean',
    scope: 'rooms:read',
    needs: [`${STORE}.roommember:RoomMemberWorkerStore.check_local_user_in_room`, `${STATE}.get_current_state_event`],
  },
  is_server_in_room: {
    parameters: { server_name: 'string', room_id: 'roomId' },
    result: 'boolean',
    scope: 'rooms:read',
    needs: [`${STORE}.roommember:RoomMemberWorkerStore.is_host_joined`, `${STATE}.get_current_hosts_in_room`],
  },
  get_event: {
    parameters: { event_id: 'eventId' },
    result: 'optionalEvent',
    scope: 'rooms:read',
    needs: [`${STORE}.events_worker:EventsWorkerStore.get_event`],
  },
  get_rooms_paginate: {
    parameters: { 'options?': { ...PAGE, search_term: 'string', public_rooms: 'boolean', empty_rooms: 'boolean' } },
    result: 'roomsPage',
    scope: 'rooms:read',
    needs: [`${DATABASE}.runInteraction`],
  },
  get_rooms_with_state_type: {
    parameters: { event_type: 'string', 'options?': PAGE },
    result: 'roomIdsPage',
    scope: 'rooms:read',
    needs: [`${DATABASE}.runInteraction`],
  },
  is_room_blocked: {
    ...ROOM,
    result: 'boolean',
    scope: 'rooms:read',
    needs: [`${STORE}.room:RoomWorkerStore.is_room_blocked`],
  },
  block_room: {
    parameters: { room_id: 'roomId', user_id: 'userId' },
    result: 'void',
    writes: true,
    scope: 'rooms:write',
    needs: [`${STORE}.room:RoomWorkerStore.block_room`],
  },
  unblock_room: {
    ...ROOM,
    result: 'void',
    writes: true,
    scope: 'rooms:write',
    needs: [`${STORE}.room:RoomWorkerStore.unblock_room`],
  },
  shutdown_room: {
    parameters: {
      room_id: 'roomId',
      'options?': {
        requester_user_id: 'userId',
        new_room_user_id: 'userId',
        new_room_name: 'string',
        message: 'string',
        block: 'boolean',
        purge: 'boolean',
      },
    },
    result: 'roomShutdown',
    writes: true,
    scope: 'rooms:write',
    needs: [
      'synapse.handlers.room:RoomShutdownHandler.shutdown_room',
      PURGE,
      `${STORE}.room:RoomWorkerStore.block_room`,
    ],
  },
  purge_room: {
    parameters: { room_id: 'roomId', 'options?': { force: 'boolean' } },
    result: 'void',
    writes: true,
    scope: 'rooms:write',
    needs: [PURGE],
  },
  get_local_media: {
    parameters: { media_id: 'string' },
    result: 'optionalLocalMedia',
    scope: 'media:read',
    needs: [
      `${STORE}.media_repository:MediaRepositoryStore.get_local_media`,
      'synapse.media.media_storage:MediaStorage.ensure_media_is_in_local_cache',
    ],
  },
  register_task_action: {
    parameters: { action: 'string', run: 'taskAction' },
    result: 'void',
    scope: 'tasks',
    way: 'own',
    needs: [`${TASKS}.register_action`],
  },
  schedule_task: {
    parameters: { action: 'string', 'options?': { timestamp: 'integer', resource_id: 'string', params: 'json' } },
    result: 'string',
    writes: true,
    scope: 'tasks',
    way: 'own',
    needs: [`${TASKS}.schedule_task`],
  },
  get_scheduled_task: {
    parameters: { id: 'string' },
    result: 'optionalTask',
    scope: 'tasks',
    way: 'own',
    needs: [`${TASKS}.get_task`],
  },
  cancel_scheduled_task: {
    parameters: { id: 'string' },
    result: 'void',
    writes: true,
    scope: 'tasks',
    way: 'own',
    needs: [`${TASKS}.get_task`, `${DATABASE}.simple_delete`],
  },
  ratelimit: {
    parameters: { who: 'requesterOrText', limit: 'requestLimit' },
    result: 'void',
    scope: null,
    needs: [
      'synapse.api.ratelimiting:Ratelimiter.ratelimit',
      `${STORE}.appservice:ApplicationServiceWorkerStore.get_app_service_by_id`,
    ],
  },
} as const satisfies MemberRows;

/** What Synapse's own `ModuleApi` has not, and modules in Python take from Synapse's private parts. */
export const operationMembers: typeof rows = rows;
