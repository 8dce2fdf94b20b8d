/** Push rules, what they notify of, and pushers. */
export const PUSH_SCHEMA = `
-- Rules that users made, and the actions that they gave predefined ones: those have no conditions.
CREATE TABLE IF NOT EXISTS push_rules (
  user_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  rule_id TEXT NOT NULL,
  -- Rules with a higher one apply first.
  priority INTEGER NOT NULL,
  conditions TEXT,
  actions TEXT NOT NULL,
  PRIMARY KEY (user_id, kind, rule_id)
) WITHOUT ROWID;

-- Rules that users switched on or off.
CREATE TABLE IF NOT EXISTS push_rule_switches (
  user_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  rule_id TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  PRIMARY KEY (user_id, kind, rule_id)
) WITHOUT ROWID;

-- The place of the latest change of a user's rules in the stream.
CREATE TABLE IF NOT EXISTS push_rule_changes (
  user_id TEXT PRIMARY KEY,
  stream INTEGER NOT NULL
) WITHOUT ROWID;

-- Events that users are notified of.
CREATE TABLE IF NOT EXISTS notifications (
  stream INTEGER NOT NULL,
  user_id TEXT NOT NULL,
  room_id TEXT NOT NULL,
  -- The root of the thread, or main.
  thread_id TEXT NOT NULL,
  highlight INTEGER NOT NULL,
  actions TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (stream, user_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS notifications_by_user ON notifications (user_id, room_id, stream);

CREATE TABLE IF NOT EXISTS pushers (
  id INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL,
  app_id TEXT NOT NULL,
  pushkey TEXT NOT NULL,
  device_id TEXT,
  kind TEXT NOT NULL,
  app_display_name TEXT NOT NULL,
  device_display_name TEXT NOT NULL,
  profile_tag TEXT NOT NULL,
  lang TEXT,
  data TEXT,
  set_at INTEGER NOT NULL,
  -- The place of the newest event that was sent, or given up.
  sent_to INTEGER NOT NULL,
  failing_since INTEGER,
  UNIQUE (user_id, app_id, pushkey)
);
CREATE INDEX IF NOT EXISTS pushers_by_pushkey ON pushers (app_id, pushkey);
`;
