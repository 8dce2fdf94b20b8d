/** What administrators say about how often users may do something. */
export const LIMITS_SCHEMA = `
CREATE TABLE IF NOT EXISTS ratelimit_overrides (
  user_id TEXT PRIMARY KEY,
  messages_per_second INTEGER NOT NULL,
  burst_count INTEGER NOT NULL
) WITHOUT ROWID;
`;
