/** Accounts, profiles, devices and their access tokens. Times in milliseconds since the epoch. */
export const USERS_SCHEMA = `
CREATE TABLE IF NOT EXISTS users (
  user_id TEXT PRIMARY KEY,
  password_hash TEXT,
  created_at INTEGER NOT NULL,
  is_admin INTEGER NOT NULL DEFAULT 0,
  is_deactivated INTEGER NOT NULL DEFAULT 0,
  is_erased INTEGER NOT NULL DEFAULT 0,
  is_shadow_banned INTEGER NOT NULL DEFAULT 0,
  -- Deactivated, and still to be taken out of rooms.
  is_parting INTEGER NOT NULL DEFAULT 0,
  user_type TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS users_regardless_of_case ON users (lower(user_id));

CREATE TABLE IF NOT EXISTS profiles (
  user_id TEXT PRIMARY KEY,
  displayname TEXT,
  avatar_url TEXT
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS devices (
  user_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  display_name TEXT,
  last_seen_ts INTEGER,
  last_seen_ip TEXT,
  PRIMARY KEY (user_id, device_id)
) WITHOUT ROWID;

-- The SHA-256 of each token: who reads the database cannot log in with it.
CREATE TABLE IF NOT EXISTS access_tokens (
  token_hash TEXT PRIMARY KEY,
  user_id TEXT NOT NULL,
  device_id TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS access_tokens_by_device ON access_tokens (user_id, device_id);

CREATE TABLE IF NOT EXISTS threepids (
  medium TEXT NOT NULL,
  address TEXT NOT NULL,
  user_id TEXT NOT NULL,
  validated_at INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  PRIMARY KEY (medium, address)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS threepids_by_user ON threepids (user_id);
`;
