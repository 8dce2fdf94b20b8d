import type { MemberRows } from './member-row.ts';

const rows = {
  send_local_online_presence_to: {
    since: '1.32',
    parameters: { users: 'someUserIds' },
    result: 'void',
    writes: true,
    scope: 'presence:write',
  },
  set_presence_for_users: {
    since: '1.96',
    parameters: { users: 'presenceMap' },
    result: 'void',
    writes: true,
    scope: 'presence:write',
  },
  send_http_push_notification: {
    since: '1.82',
    parameters: {
      user_id: 'userId',
      device_id: 'optionalString',
      content: 'json',
      'tweaks?': 'json',
      'default_payload?': 'json',
    },
    result: 'booleanMap',
    writes: true,
    scope: 'push:write',
  },
  check_push_rule_actions: {
    since: '1.58',
    parameters: { actions: 'actions' },
    result: 'void',
    scope: null,
    way: 'runtime',
  },
  set_push_rule_action: {
    since: '1.58',
    parameters: { user_id: 'userId', scope: 'string', kind: 'string', rule_id: 'string', actions: 'actions' },
    result: 'void',
    writes: true,
    scope: 'push:write',
  },
  send_mail: {
    since: '1.39',
    parameters: { recipient: 'string', subject: 'string', html: 'string', text: 'string' },
    result: 'void',
    writes: true,
    scope: 'mail',
  },
  read_templates: {
    since: '1.39',
    parameters: { filenames: 'strings', 'custom_template_directory?': 'string' },
    result: 'templates',
    scope: 'mail',
  },
} as const satisfies MemberRows;

/** Presence, push and mail. */
export const messagingMembers: typeof rows = rows;
