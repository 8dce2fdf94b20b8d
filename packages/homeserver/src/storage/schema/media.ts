/** Uploaded files. */
export const MEDIA_SCHEMA = `
CREATE TABLE IF NOT EXISTS media (
  media_id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL,
  media_type TEXT NOT NULL,
  upload_name TEXT,
  length INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS media_by_user ON media (user_id, created_at);
`;
