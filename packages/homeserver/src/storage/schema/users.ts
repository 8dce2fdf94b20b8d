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

-- Addresses whose owner is to be found out by a mail.
CREATE TABLE IF NOT EXISTS threepid_sessions (
  session_id TEXT PRIMARY KEY,
  medium TEXT NOT NULL,
  address TEXT NOT NULL,
  client_secret TEXT NOT NULL,
  last_send_attempt INTEGER NOT NULL,
  validated_at INTEGER
) WITHOUT ROWID;

-- What the mails carry, hashed as access tokens are.
CREATE TABLE IF NOT EXISTS threepid_tokens (
  token_hash TEXT PRIMARY KEY,
  session_id TEXT NOT NULL,
  next_link TEXT,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS threepid_tokens_by_session ON threepid_tokens (session_id);

-- Identity servers that know an address of a user.
CREATE TABLE IF NOT EXISTS threepid_bindings (
  user_id TEXT NOT NULL,
  medium TEXT NOT NULL,
  address TEXT NOT NULL,
  id_server TEXT NOT NULL,
  PRIMARY KEY (user_id, medium, address, id_server)
) WITHOUT ROWID;

-- Each good for one login.
CREATE TABLE IF NOT EXISTS login_tokens (
  token_hash TEXT PRIMARY KEY,
  user_id TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  auth_provider_id TEXT,
  auth_provider_session_id TEXT
) WITHOUT ROWID;

-- With which somebody may register; null: as often as they like, for ever.
CREATE TABLE IF NOT EXISTS registration_tokens (
  token TEXT PRIMARY KEY,
  uses_allowed INTEGER,
  completed INTEGER NOT NULL,
  expiry_time INTEGER
) WITHOUT ROWID;

-- Who the users are at identity providers.
CREATE TABLE IF NOT EXISTS external_ids (
  auth_provider TEXT NOT NULL,
  external_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  PRIMARY KEY (auth_provider, external_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS external_ids_by_user ON external_ids (user_id);

-- From where the users came.
CREATE TABLE IF NOT EXISTS user_ips (
  user_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  ip TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  last_seen INTEGER NOT NULL,
  PRIMARY KEY (user_id, device_id, ip)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS user_ips_by_time ON user_ips (last_seen);

CREATE TABLE IF NOT EXISTS monthly_active_users (
  user_id TEXT PRIMARY KEY,
  last_active INTEGER NOT NULL
) WITHOUT ROWID;
`;
