/** Account data; global if the room is the empty text. */
export const ACCOUNT_DATA_SCHEMA = `
CREATE TABLE IF NOT EXISTS account_data (
  user_id TEXT NOT NULL,
  room_id TEXT NOT NULL,
  type TEXT NOT NULL,
  content TEXT NOT NULL,
  stream INTEGER NOT NULL,
  PRIMARY KEY (user_id, room_id, type)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS account_data_by_stream ON account_data (user_id, room_id, stream);
`;
