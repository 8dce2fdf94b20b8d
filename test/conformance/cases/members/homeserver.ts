import { expect } from 'vitest';
import type { ConformanceCase } from '../../conformance-case.ts';
import { API_MODULE, callApi } from '../../support/api.ts';

const setup = {
  modules: [API_MODULE],
  settings: {
    public_baseurl: 'https://matrix.example.com',
    email: { app_name: 'Acme', notif_from: 'x@example.com', smtp_host: '127.0.0.1', smtp_port: 1 },
  },
} as const;

/** What modules read of the homeserver. */
export const homeserverMemberCases: readonly ConformanceCase[] = [
  {
    ...setup,
    callback: 'module_api.server_name',
    title: 'is the part of user IDs after the colon',
    run: async (host) => expect(await callApi(host, 'serverName')).toBe(host.serverName),
  },
  {
    ...setup,
    callback: 'module_api.public_baseurl',
    title: 'has a trailing slash',
    run: async (host) => expect(await callApi(host, 'publicBaseurl')).toBe('https://matrix.example.com/'),
  },
  {
    ...setup,
    callback: 'module_api.email_app_name',
    title: 'is what mails call the homeserver',
    run: async (host) => expect(await callApi(host, 'emailAppName')).toBe('Acme'),
  },
  {
    ...setup,
    callback: 'module_api.worker_name',
    title: 'is null in the main process',
    run: async (host) => expect(await callApi(host, 'workerName')).toBe(null),
  },
  {
    ...setup,
    callback: 'module_api.worker_app',
    title: 'is null in the main process',
    run: async (host) => expect(await callApi(host, 'workerApp')).toBe(null),
  },
  {
    ...setup,
    callback: 'module_api.custom_template_dir',
    title: 'is null where the administrator has none',
    run: async (host) => expect(await callApi(host, 'customTemplateDir')).toBe(null),
  },
  {
    ...setup,
    callback: 'module_api.is_mine',
    title: "compares what follows the first colon; malformed IDs are nobody's",
    run: async (host) => {
      const ids = [`@alice:${host.serverName}`, `#room:${host.serverName}`, '@alice:elsewhere', 'alice', ''];
      const answers = await Promise.all(ids.map((id) => callApi(host, 'isMine', id)));
      expect(answers).toEqual([true, true, false, false, false]);
    },
  },
  {
    ...setup,
    callback: 'module_api.should_run_background_tasks',
    title: 'is true where there is one process',
    run: async (host) => expect(await callApi(host, 'shouldRunBackgroundTasks')).toBe(true),
  },
  {
    ...setup,
    callback: 'module_api.get_qualified_user_id',
    title: 'completes a localpart, and leaves a user ID as it is',
    run: async (host) => {
      expect(await callApi(host, 'getQualifiedUserId', 'alice')).toBe(`@alice:${host.serverName}`);
      expect(await callApi(host, 'getQualifiedUserId', '@bob:elsewhere')).toBe('@bob:elsewhere');
    },
  },
];
