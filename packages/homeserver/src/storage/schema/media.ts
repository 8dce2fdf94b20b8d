/** Uploaded files. */
export const MEDIA_SCHEMA = `
CREATE TABLE IF NOT EXISTS media (
  media_id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL,
  media_type TEXT NOT NULL,
  upload_name TEXT,
  length INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  -- Of the file, in hexadecimal; filled in by a background update if an earlier version stored the file.
  sha256 TEXT,
  -- The administrator who keeps the file from being served, or "system".
  quarantined_by TEXT,
  -- 1; null if an earlier version stored the file: a background update makes the thumbnails then.
  thumbnailed INTEGER
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS media_by_user ON media (user_id, created_at);

CREATE TABLE IF NOT EXISTS media_thumbnails (
  media_id TEXT NOT NULL,
  -- In pixels.
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  method TEXT NOT NULL,
  type TEXT NOT NULL,
  -- In bytes.
  length INTEGER NOT NULL,
  UNIQUE (media_id, width, height, method, type)
);

-- Addresses that wait for their files.
CREATE TABLE IF NOT EXISTS pending_media (
  media_id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pending_media_by_user ON pending_media (user_id, created_at);
`;

/** What depends on columns that databases of earlier versions are given first. */
export const MEDIA_HASH_SCHEMA = `
CREATE INDEX IF NOT EXISTS media_by_sha256 ON media (sha256) WHERE sha256 IS NOT NULL;
`;
