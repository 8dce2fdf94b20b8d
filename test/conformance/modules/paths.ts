// Apart from the modules: a file with decorators cannot be loaded everywhere.

/** Where the module calls members of its ModuleApi. */
export const API_PATH = '/_synapse/client/conformance/api';

/** Where the module is told to use the database. */
export const DATABASE_PATH = '/_synapse/client/conformance/database';

/** Where the module is told to use what ModuleApi has for time, threads and caches. */
export const SCHEDULING_PATH = '/_synapse/client/conformance/scheduling';

/** Where the module tells which tasks have run. */
export const TASKS_PATH = '/_synapse/client/conformance/tasks';

/** What the module's tasks are called. */
export const TASK_ACTION = 'org.example.remind';
