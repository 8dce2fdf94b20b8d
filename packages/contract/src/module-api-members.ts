/**
 * The members of Synapse's `ModuleApi`, in Synapse's order, each with the version that first had it; null where Synapse does
 * not say. https://element-hq.github.io/synapse/latest/modules/writing_a_module.html
 */
export const MODULE_API_METHODS = {
  register_spam_checker_callbacks: '1.37',
  register_account_validity_callbacks: '1.39',
  register_ratelimit_callbacks: '1.132',
  register_media_repository_callbacks: '1.132',
  register_third_party_rules_callbacks: '1.39',
  register_presence_router_callbacks: '1.42',
  register_password_auth_provider_callbacks: '1.46',
  register_background_update_controller_callbacks: '1.49',
  register_account_data_callbacks: '1.57',
  register_web_resource: '1.37',
  register_add_extra_fields_to_unsigned_client_event_callbacks: '1.96',
  register_federation_callbacks: '1.158',
  get_userinfo_by_id: '1.41',
  get_user_by_req: '1.39',
  is_user_admin: '1.39',
  set_user_admin: '1.56',
  get_qualified_user_id: '0.25',
  get_profile_for_user: '1.39',
  get_threepids_for_user: '1.39',
  check_user_exists: '0.25',
  register: '0.25',
  register_user: '1.2',
  register_device: '1.2',
  record_user_external_id: '1.9',
  create_login_token: '1.69',
  invalidate_access_token: '0.25',
  run_db_interaction: '0.25',
  register_cached_function: '1.69',
  invalidate_cache: '1.69',
  complete_sso_login_async: '1.13',
  get_state_events_in_room: '1.22',
  update_room_membership: '1.46',
  create_and_send_event_into_room: '1.22',
  send_local_online_presence_to: '1.32',
  set_presence_for_users: '1.96',
  looping_background_call: '1.39',
  should_run_background_tasks: '1.89',
  delayed_background_call: '1.90',
  sleep: '1.49',
  send_http_push_notification: '1.82',
  send_mail: '1.39',
  read_templates: '1.39',
  is_mine: '1.44',
  get_user_ip_and_agents: '1.44',
  get_room_state: '1.47',
  run_as_background_process: null,
  defer_to_thread: '1.49',
  defer_to_threadpool: '1.140',
  check_username: '1.52',
  store_remote_3pid_association: '1.56',
  check_push_rule_actions: '1.58',
  set_push_rule_action: '1.58',
  get_monthly_active_users_by_service: '1.61',
  get_canonical_room_alias: '1.86',
  lookup_room_alias: '1.65',
  create_room: '1.65',
  delete_room: '1.89',
  set_displayname: '1.76',
  get_current_time_msec: null,
} as const;

/** What {@linkcode MODULE_API_METHODS} says of methods, of properties. */
export const MODULE_API_PROPERTIES = {
  custom_template_dir: null,
  http_client: '1.22',
  public_room_list_manager: '1.22',
  account_data_manager: '1.57',
  public_baseurl: '1.39',
  email_app_name: '1.39',
  server_name: '1.53',
  worker_name: '1.53',
  worker_app: '1.53',
} as const;

/** What {@linkcode MODULE_API_METHODS} says, of the methods of those properties that are objects. */
export const MANAGER_METHODS = {
  'http_client.get_json': '1.22',
  'http_client.put_json': '1.22',
  'http_client.post_json_get_json': '1.22',
  'http_client.post_urlencoded_get_json': '1.22',
  'http_client.get_raw': '1.22',
  'http_client.get_file': '1.22',
  'http_client.request': '1.22',
  'public_room_list_manager.room_is_in_public_room_list': '1.22',
  'public_room_list_manager.add_room_to_public_room_list': '1.22',
  'public_room_list_manager.remove_room_from_public_room_list': '1.22',
  'account_data_manager.get_global': '1.57',
  'account_data_manager.put_global': '1.57',
} as const;

/** A member of Synapse's `ModuleApi` under Synapse's name: `create_room`, `account_data_manager.get_global`. */
export type MemberName =
  | keyof typeof MODULE_API_METHODS
  | keyof typeof MODULE_API_PROPERTIES
  | keyof typeof MANAGER_METHODS;

/** All members of Synapse's `ModuleApi`: properties, those of objects behind them, methods. */
export const MODULE_API_MEMBERS: readonly { readonly name: MemberName; readonly since: string | null }[] =
  Object.freeze(
    Object.entries({ ...MODULE_API_PROPERTIES, ...MANAGER_METHODS, ...MODULE_API_METHODS }).map(([name, since]) => ({
      name: name as MemberName,
      since,
    })),
  );
