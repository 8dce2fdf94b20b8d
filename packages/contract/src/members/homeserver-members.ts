import type { MemberRows } from './member-row.ts';

const GET = { scope: 'http', way: 'runtime', result: 'own' } as const;
const SEND = { ...GET, writes: true } as const;
const PUBLIC_ROOMS = 'synapse.module_api:ModuleApi.public_room_list_manager';
const ACCOUNT_DATA = 'synapse.module_api:ModuleApi.account_data_manager';

const rows = {
  // Instances have it, and the class does not show it.
  custom_template_dir: { since: null, result: 'optionalString', scope: null, way: 'hello', needs: [] },
  http_client: { since: '1.22', result: 'object', scope: null, way: 'runtime' },
  public_room_list_manager: { since: '1.22', result: 'object', scope: null },
  account_data_manager: { since: '1.57', result: 'object', scope: null },
  public_baseurl: { since: '1.39', result: 'string', scope: null, way: 'hello' },
  email_app_name: { since: '1.39', result: 'string', scope: null, way: 'hello' },
  server_name: { since: '1.53', result: 'string', scope: null, way: 'hello' },
  worker_name: { since: '1.53', result: 'optionalString', scope: null, way: 'hello' },
  worker_app: { since: '1.53', result: 'optionalString', scope: null, way: 'hello' },
  'http_client.get_json': { since: '1.22', parameters: { uri: 'string', 'args?': 'own', 'headers?': 'own' }, ...GET },
  'http_client.put_json': {
    since: '1.22',
    parameters: { uri: 'string', json_body: 'own', 'args?': 'own', 'headers?': 'own' },
    ...SEND,
  },
  'http_client.post_json_get_json': {
    since: '1.22',
    parameters: { uri: 'string', post_json: 'own', 'headers?': 'own' },
    ...SEND,
  },
  'http_client.post_urlencoded_get_json': {
    since: '1.22',
    parameters: { uri: 'string', 'args?': 'own', 'headers?': 'own' },
    ...SEND,
  },
  'http_client.get_raw': { since: '1.22', parameters: { uri: 'string', 'args?': 'own', 'headers?': 'own' }, ...GET },
  'http_client.get_file': {
    since: '1.22',
    parameters: { url: 'string', output_stream: 'own', 'options?': 'own' },
    ...GET,
  },
  'http_client.request': {
    since: '1.22',
    parameters: { method: 'string', uri: 'string', 'data?': 'own', 'headers?': 'own' },
    ...SEND,
  },
  'public_room_list_manager.room_is_in_public_room_list': {
    since: '1.22',
    parameters: { room_id: 'roomId' },
    result: 'boolean',
    scope: 'rooms:read',
    needs: [PUBLIC_ROOMS],
  },
  'public_room_list_manager.add_room_to_public_room_list': {
    since: '1.22',
    parameters: { room_id: 'roomId' },
    result: 'void',
    writes: true,
    scope: 'rooms:write',
    needs: [PUBLIC_ROOMS],
  },
  'public_room_list_manager.remove_room_from_public_room_list': {
    since: '1.22',
    parameters: { room_id: 'roomId' },
    result: 'void',
    writes: true,
    scope: 'rooms:write',
    needs: [PUBLIC_ROOMS],
  },
  'account_data_manager.get_global': {
    since: '1.57',
    parameters: { user_id: 'userId', data_type: 'string' },
    result: 'optionalJson',
    scope: 'account_data:read',
    needs: [ACCOUNT_DATA],
  },
  'account_data_manager.put_global': {
    since: '1.57',
    parameters: { user_id: 'userId', data_type: 'string', new_data: 'json' },
    result: 'void',
    writes: true,
    scope: 'account_data:write',
    needs: [ACCOUNT_DATA],
  },
} as const satisfies MemberRows;

/** The homeserver's facts, and the objects behind properties. */
export const homeserverMembers: typeof rows = rows;
