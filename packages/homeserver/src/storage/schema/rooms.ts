/** Rooms, their events and state, and the directory of rooms. */
export const ROOMS_SCHEMA = `
CREATE TABLE IF NOT EXISTS rooms (
  room_id TEXT PRIMARY KEY,
  version TEXT NOT NULL,
  creator TEXT NOT NULL,
  is_public INTEGER NOT NULL,
  -- The newest place that an event of the room builds on: the events beyond it are the forward extremities.
  covered INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS public_rooms ON rooms (room_id) WHERE is_public;

-- Rooms that nobody may join, known or not.
CREATE TABLE IF NOT EXISTS blocked_rooms (
  room_id TEXT PRIMARY KEY,
  blocked_by TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS events (
  stream INTEGER PRIMARY KEY,
  event_id TEXT NOT NULL UNIQUE,
  room_id TEXT NOT NULL,
  type TEXT NOT NULL,
  state_key TEXT,
  sender TEXT NOT NULL,
  depth INTEGER NOT NULL,
  origin_server_ts INTEGER NOT NULL,
  pdu TEXT NOT NULL,
  redacted_by TEXT,
  -- The client's transaction, if the event was sent in one. The requester is not always the sender.
  requester TEXT,
  device_id TEXT,
  txn_id TEXT
);
CREATE INDEX IF NOT EXISTS events_by_room ON events (room_id, stream);
CREATE INDEX IF NOT EXISTS state_by_key ON events (room_id, type, state_key, stream) WHERE state_key IS NOT NULL;
CREATE UNIQUE INDEX IF NOT EXISTS events_by_transaction ON events (requester, device_id, room_id, txn_id)
  WHERE txn_id IS NOT NULL;

CREATE TABLE IF NOT EXISTS current_state (
  room_id TEXT NOT NULL,
  type TEXT NOT NULL,
  state_key TEXT NOT NULL,
  stream INTEGER NOT NULL,
  PRIMARY KEY (room_id, type, state_key)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS memberships (
  room_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  membership TEXT NOT NULL,
  event_id TEXT NOT NULL,
  stream INTEGER NOT NULL,
  forgotten INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (room_id, user_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS memberships_by_user ON memberships (user_id, membership);
CREATE INDEX IF NOT EXISTS members ON memberships (room_id, membership);

-- What events say about other events: reactions, edits, threads.
CREATE TABLE IF NOT EXISTS relations (
  event_id TEXT PRIMARY KEY,
  relates_to TEXT NOT NULL,
  rel_type TEXT NOT NULL,
  aggregation_key TEXT,
  stream INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS relations_by_target ON relations (relates_to, rel_type, stream);

CREATE TABLE IF NOT EXISTS room_aliases (
  room_alias TEXT PRIMARY KEY,
  room_id TEXT NOT NULL,
  creator TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS aliases_by_room ON room_aliases (room_id);
`;
