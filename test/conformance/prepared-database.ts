import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { databaseOf, startSynapse } from '../../packages/synapse/src/test/start-synapse.ts';

/**
 * Writes a database into the folder that Synapse can begin with at once: with its schema, and its background updates done.
 * Resolves to its path.
 */
export async function prepareDatabase(folder: string): Promise<string> {
  const prepared = join(folder, 'prepared.db');
  await using synapse = await startSynapse({ items: [], settings: { background_updates: { sleep_enabled: false } } });
  const database = new DatabaseSync(databaseOf(synapse.folder), { readOnly: true });
  const pending = database.prepare('SELECT update_name FROM background_updates');
  while (pending.all().length > 0) await wait(100);
  database.close();
  await synapse.stop();
  await copyFile(databaseOf(synapse.folder), prepared);
  return prepared;
}
