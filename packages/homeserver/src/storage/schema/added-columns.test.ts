import { expect, test } from 'vitest';
import { Database } from '../database.ts';
import { applySchema } from './index.ts';

const EARLIER = `
  CREATE TABLE media (
    media_id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    media_type TEXT NOT NULL,
    upload_name TEXT,
    length INTEGER NOT NULL,
    created_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  INSERT INTO media VALUES ('abc', '@a:test', 'text/plain', NULL, 1, 2);
  PRAGMA user_version = 1;`;

const updatesOf = (database: Database): unknown[] =>
  database.all('SELECT update_name, progress FROM background_updates');

test('`addColumns()` gives the tables of an earlier version what came later, and leaves the rest to background updates', () => {
  using database = new Database(':memory:');
  database.execute(EARLIER);
  applySchema(database);
  expect(database.all('SELECT media_id, sha256, quarantined_by, thumbnailed FROM media')).toEqual([
    { media_id: 'abc', sha256: null, quarantined_by: null, thumbnailed: null },
  ]);
  expect(updatesOf(database)).toEqual([
    { update_name: 'media_sha256', progress: '{}' },
    { update_name: 'media_thumbnails', progress: '{}' },
  ]);
  applySchema(database);
  expect(updatesOf(database)).toHaveLength(2);
});

test('`addColumns()` does nothing to a new database', () => {
  using database = new Database(':memory:');
  applySchema(database);
  expect(updatesOf(database)).toEqual([]);
});
