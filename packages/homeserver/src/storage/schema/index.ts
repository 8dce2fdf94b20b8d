import { BoutonError } from '@bouton/sdk';
import type { Database } from '../database.ts';
import { ACCOUNT_DATA_SCHEMA } from './account-data.ts';
import { addColumns } from './added-columns.ts';
import { LIMITS_SCHEMA } from './limits.ts';
import { MEDIA_HASH_SCHEMA, MEDIA_SCHEMA } from './media.ts';
import { PUSH_SCHEMA } from './push.ts';
import { ROOMS_SCHEMA } from './rooms.ts';
import { SYNC_SCHEMA } from './sync.ts';
import { TASKS_SCHEMA } from './tasks.ts';
import { USERS_SCHEMA } from './users.ts';

/** Counts up with every change that older code cannot read. */
const SCHEMA_VERSION = 1;

const AREAS = [
  USERS_SCHEMA,
  ACCOUNT_DATA_SCHEMA,
  MEDIA_SCHEMA,
  ROOMS_SCHEMA,
  SYNC_SCHEMA,
  PUSH_SCHEMA,
  TASKS_SCHEMA,
  LIMITS_SCHEMA,
] as const;

/**
 * Creates the tables that are not there yet.
 *
 * @throws {BoutonError} `BOUTON_DATA_DIRECTORY` if another version wrote the database.
 */
export function applySchema(database: Database): void {
  const version = database.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
  if (version !== 0 && version !== SCHEMA_VERSION) {
    throw new BoutonError(
      'BOUTON_DATA_DIRECTORY',
      `Cannot use the database: it has version ${version} of the tables, expected ${SCHEMA_VERSION}`,
    );
  }
  database.execute(`BEGIN; ${AREAS.join('')}`);
  addColumns(database);
  database.execute(`${MEDIA_HASH_SCHEMA} PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT;`);
}
