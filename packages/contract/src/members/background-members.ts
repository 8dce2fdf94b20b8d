import type { MemberRows } from './member-row.ts';

const OF_RUNTIME = { scope: null, way: 'runtime' } as const;

const rows = {
  run_db_interaction: {
    since: '0.25',
    parameters: { desc: 'string', func: 'own', 'options?': 'own' },
    result: 'own',
    writes: true,
    scope: 'database',
    way: 'own',
  },
  register_cached_function: {
    since: '1.69',
    parameters: { description: 'string', compute: 'own', 'options?': 'own' },
    result: 'own',
    ...OF_RUNTIME,
  },
  invalidate_cache: {
    since: '1.69',
    parameters: { cached_func: 'own', keys: 'own' },
    result: 'void',
    writes: true,
    ...OF_RUNTIME,
    needs: ['synapse.module_api:ModuleApi.invalidate_cache'],
  },
  looping_background_call: {
    since: '1.39',
    parameters: { f: 'own', msec: 'number', 'options?': 'own' },
    result: 'void',
    ...OF_RUNTIME,
  },
  should_run_background_tasks: { since: '1.89', parameters: {}, result: 'boolean', scope: null, way: 'hello' },
  delayed_background_call: {
    since: '1.90',
    parameters: { msec: 'number', f: 'own', 'desc?': 'string' },
    result: 'own',
    ...OF_RUNTIME,
  },
  sleep: { since: '1.49', parameters: { seconds: 'number' }, result: 'void', ...OF_RUNTIME },
  run_as_background_process: {
    since: null,
    parameters: { desc: 'string', func: 'own' },
    result: 'own',
    ...OF_RUNTIME,
  },
  defer_to_thread: {
    since: '1.49',
    parameters: { f: 'own', 'args?': 'own' },
    result: 'own',
    ...OF_RUNTIME,
    scope: 'threads',
  },
  defer_to_threadpool: {
    since: '1.140',
    parameters: { threadpool: 'own', f: 'own', 'args?': 'own' },
    result: 'own',
    ...OF_RUNTIME,
    scope: 'threads',
  },
  get_current_time_msec: { since: null, parameters: {}, result: 'integer', ...OF_RUNTIME },
} as const satisfies MemberRows;

/** The database, caches, time and threads. */
export const backgroundMembers: typeof rows = rows;
