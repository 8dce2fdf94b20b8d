/**
 * Every error that Bouton raises towards module authors and server administrators: its code, and what it means. Errors
 * towards Matrix clients are `SynapseError`s and carry Matrix's error codes instead.
 */
export const ERROR_TABLE = {
  BOUTON_LEGACY_DECORATORS:
    'A decorator that knows only the legacy standard was called in the TC39 way. Set "experimentalDecorators": true in the tsconfig.json of the module.',
  BOUTON_DECORATOR_TARGET: 'A decorator stands where it has no meaning.',
  BOUTON_DECORATOR_ARGUMENT: 'A decorator was given something that it cannot use.',
  BOUTON_UNKNOWN_CALLBACK: 'Synapse has no callback of this name in this category.',
  BOUTON_RESERVED_PATH:
    'A web resource stands where the homeserver itself serves, or its path is not one that requests have.',
  BOUTON_NOT_IMPLEMENTED: 'This host does not implement this member of ModuleApi.',
  BOUTON_DATABASE: 'The database refused a statement or a transaction of a module.',
  BOUTON_DATABASE_DEADLINE: 'A transaction of a module took too long, and was rolled back.',
  BOUTON_TASK_ACTION: 'A module registered a task action twice, or schedules a task whose action nobody registered.',
  BOUTON_CONFIG_INVALID: 'The configuration file has faults; each is shown where it stands.',
  BOUTON_MODULE_NOT_FOUND: 'A module listed in the configuration cannot be loaded.',
  BOUTON_NOT_A_MODULE: 'What a module name leads to is not a class decorated with @Module.',
  BOUTON_MODULE_START: 'A module threw while it was constructed or started.',
  BOUTON_AUTH_CHECKER_CONFLICT: 'Two modules want different fields for one login type.',
  BOUTON_REGISTERED_TWICE: 'A callback that only one module may have was registered twice.',
  BOUTON_CALLBACK_MISSING: 'A module registered a callback without another one that it needs beside it.',
  BOUTON_REGISTERED_LATE: 'A module registered something after it was constructed.',
  BOUTON_NOT_CACHED: 'A function that is not a @Cached method of a running module was given as one.',
  BOUTON_DATA_DIRECTORY: 'The data directory is in use, or another version wrote it.',
  BOUTON_CANNOT_LISTEN: 'The homeserver cannot listen at its address.',
} as const;

Object.freeze(ERROR_TABLE);

/** A code of the {@linkcode ERROR_TABLE}. */
export type ErrorCode = keyof typeof ERROR_TABLE;
