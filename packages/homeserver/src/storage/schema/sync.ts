/** Receipts, filters and messages to devices. */
export const SYNC_SCHEMA = `
CREATE TABLE IF NOT EXISTS receipts (
  room_id TEXT NOT NULL,
  receipt_type TEXT NOT NULL,
  user_id TEXT NOT NULL,
  thread_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  ts INTEGER NOT NULL,
  stream INTEGER NOT NULL,
  PRIMARY KEY (room_id, receipt_type, user_id, thread_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS receipts_by_stream ON receipts (room_id, stream);

CREATE TABLE IF NOT EXISTS filters (
  user_id TEXT NOT NULL,
  filter_id INTEGER NOT NULL,
  filter TEXT NOT NULL,
  PRIMARY KEY (user_id, filter_id)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS to_device (
  stream INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  message TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS to_device_by_device ON to_device (user_id, device_id, stream);
`;
