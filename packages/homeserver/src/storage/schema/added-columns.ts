import type { Database } from '../database.ts';

/** A column that databases of earlier versions lack. */
interface AddedColumn {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  /** The background update that fills it in. */
  readonly backgroundUpdate?: string;
}

const ADDED_COLUMNS: readonly AddedColumn[] = [
  { table: 'media', column: 'sha256', type: 'TEXT', backgroundUpdate: 'media_sha256' },
  { table: 'media', column: 'quarantined_by', type: 'TEXT' },
  { table: 'media', column: 'thumbnailed', type: 'INTEGER', backgroundUpdate: 'media_thumbnails' },
];

/** Gives the tables of an earlier version the columns that came later. Those that take long to fill are left to background updates. */
export function addColumns(database: Database): void {
  for (const { table, column, type, backgroundUpdate } of ADDED_COLUMNS) {
    const known = database.all<{ name: string }>(`PRAGMA table_info(${table})`);
    if (known.some(({ name }) => name === column)) continue;
    database.execute(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
    if (backgroundUpdate === undefined) continue;
    database.run('INSERT OR IGNORE INTO background_updates (update_name) VALUES (?)', backgroundUpdate);
  }
}
