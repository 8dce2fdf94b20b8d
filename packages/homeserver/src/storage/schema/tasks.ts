/** What is to be done later, and the changes of the database that are made piece by piece. */
export const TASKS_SCHEMA = `
CREATE TABLE IF NOT EXISTS scheduled_tasks (
  id TEXT PRIMARY KEY,
  action TEXT NOT NULL,
  status TEXT NOT NULL,
  -- When it is to run; once it runs, when its status last changed.
  timestamp INTEGER NOT NULL,
  resource_id TEXT,
  params TEXT,
  result TEXT,
  error TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS scheduled_tasks_by_status ON scheduled_tasks (status, timestamp);

CREATE TABLE IF NOT EXISTS background_updates (
  ordering INTEGER PRIMARY KEY,
  update_name TEXT NOT NULL UNIQUE,
  progress TEXT NOT NULL DEFAULT '{}'
);
`;
