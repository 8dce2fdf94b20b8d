import type { MemberRows } from './member-row.ts';

const USERS = { parameters: { user_id: 'userId' }, scope: 'users:read' } as const;
const SSO = {
  registered_user_id: 'userId',
  request: 'request',
  client_redirect_url: 'string',
  'options?': { new_user: 'boolean', auth_provider_id: 'string' },
} as const;

const rows = {
  get_userinfo_by_id: { since: '1.41', ...USERS, result: 'optionalUserInfo' },
  get_user_by_req: {
    since: '1.39',
    parameters: { req: 'request', 'options?': { allow_guest: 'boolean', allow_expired: 'boolean' } },
    result: 'requester',
    scope: 'users:read',
  },
  is_user_admin: { since: '1.39', ...USERS, result: 'boolean' },
  set_user_admin: {
    since: '1.56',
    parameters: { user_id: 'userId', admin: 'boolean' },
    result: 'void',
    writes: true,
    scope: 'admins:write',
  },
  get_qualified_user_id: {
    since: '0.25',
    parameters: { username: 'string' },
    result: 'userId',
    scope: null,
    way: 'runtime',
  },
  get_profile_for_user: {
    since: '1.39',
    parameters: { localpart: 'string' },
    result: 'profileInfo',
    scope: 'users:read',
  },
  get_threepids_for_user: { since: '1.39', ...USERS, result: 'threepids' },
  check_user_exists: { since: '0.25', ...USERS, result: 'optionalUserId' },
  register: {
    since: '0.25',
    parameters: { localpart: 'string', 'displayname?': 'string', 'emails?': 'strings' },
    result: 'userAndToken',
    writes: true,
    scope: 'logins:write',
    needs: ['synapse.module_api:ModuleApi.register_user', 'synapse.module_api:ModuleApi.register_device'],
  },
  register_user: {
    since: '1.2',
    parameters: { localpart: 'string', 'displayname?': 'string', 'emails?': 'strings', 'admin?': 'boolean' },
    result: 'userId',
    writes: true,
    scope: 'users:write',
  },
  register_device: {
    since: '1.2',
    parameters: { user_id: 'userId', 'device_id?': 'string', 'initial_display_name?': 'string' },
    result: 'registeredDevice',
    writes: true,
    scope: 'logins:write',
  },
  record_user_external_id: {
    since: '1.9',
    parameters: { auth_provider_id: 'string', remote_user_id: 'string', registered_user_id: 'userId' },
    result: 'void',
    writes: true,
    scope: 'users:write',
  },
  create_login_token: {
    since: '1.69',
    parameters: {
      user_id: 'userId',
      'duration_in_ms?': 'integer',
      'auth_provider_id?': 'string',
      'auth_provider_session_id?': 'string',
    },
    result: 'string',
    writes: true,
    scope: 'logins:write',
  },
  invalidate_access_token: {
    since: '0.25',
    parameters: { access_token: 'string' },
    result: 'void',
    writes: true,
    scope: 'logins:write',
    needs: [
      'synapse.api.auth:Auth.get_user_by_access_token',
      'synapse.handlers.auth:AuthHandler.delete_access_token',
      'synapse.handlers.device:DeviceHandler.delete_devices',
    ],
  },
  complete_sso_login_async: {
    since: '1.13',
    parameters: SSO,
    result: 'response',
    writes: true,
    scope: 'logins:write',
  },
  get_user_ip_and_agents: {
    since: '1.44',
    parameters: { user_id: 'userId', 'since_ts?': 'integer' },
    result: 'userIpAndAgents',
    scope: 'users:read',
  },
  check_username: { since: '1.52', parameters: { username: 'string' }, result: 'void', scope: 'users:read' },
  store_remote_3pid_association: {
    since: '1.56',
    parameters: { user_id: 'userId', medium: 'string', address: 'string', id_server: 'string' },
    result: 'void',
    writes: true,
    scope: 'users:write',
  },
  get_monthly_active_users_by_service: {
    since: '1.61',
    parameters: { 'start_timestamp?': 'integer', 'end_timestamp?': 'integer' },
    result: 'usersByService',
    scope: 'users:read',
  },
  set_displayname: {
    since: '1.76',
    parameters: { user_id: 'parsedUserId', new_displayname: 'string' },
    result: 'void',
    writes: true,
    scope: 'users:write',
  },
} as const satisfies MemberRows;

/** Users, their logins and devices. */
export const userMembers: typeof rows = rows;
