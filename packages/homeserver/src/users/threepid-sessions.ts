import type { HomeserverContext } from '../context.ts';
import { tokenHash } from './token-hash.ts';

/** An address whose owner is to be found out. */
export interface ThreepidSession {
  readonly sessionId: string;
  readonly medium: 'email';
  readonly address: string;
  /** What the client has made up, to show later that it is the same. */
  readonly clientSecret: string;
  /** The number of the client's last attempt to have a mail sent. */
  readonly lastSendAttempt: number;
  /** Milliseconds since the epoch; null until the owner has followed the link. */
  readonly validatedAt: number | null;
}

/** A token that a mail carries. */
export interface SentToken {
  readonly token: string;
  /** Where the link leads on to; null: to a page of the homeserver's. */
  readonly nextLink: string | null;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** What is stored of a token. */
export interface StoredToken {
  readonly nextLink: string | null;
  readonly expiresAt: number;
}

/** How long a session is kept after the owner has followed the link, in milliseconds. */
const VALIDATED_LIFETIME = 48 * 60 * 60 * 1000;

const COLUMNS = `session_id AS sessionId, medium, address, client_secret AS clientSecret,
  last_send_attempt AS lastSendAttempt, validated_at AS validatedAt`;

/** Addresses whose owners are to be found out, in the database. */
export class ThreepidSessions {
  readonly #context: HomeserverContext;

  constructor(context: HomeserverContext) {
    this.#context = context;
  }

  /** The session of that ID, unless it is too old. */
  get(sessionId: string): ThreepidSession | undefined {
    const { clock, database } = this.#context;
    return database.get(
      `SELECT ${COLUMNS} FROM threepid_sessions WHERE session_id = ? AND (validated_at IS NULL OR validated_at >= ?)`,
      sessionId,
      clock.now() - VALIDATED_LIFETIME,
    );
  }

  /** The session of a client for an address whose owner has not followed the link yet. */
  pending(address: string, clientSecret: string): ThreepidSession | undefined {
    return this.#context.database.get(
      `SELECT ${COLUMNS} FROM threepid_sessions WHERE address = ? AND client_secret = ? AND validated_at IS NULL`,
      address,
      clientSecret,
    );
  }

  /** A token of a session. */
  token(sessionId: string, token: string): StoredToken | undefined {
    return this.#context.database.get(
      `SELECT next_link AS nextLink, expires_at AS expiresAt FROM threepid_tokens
       WHERE session_id = ? AND token_hash = ?`,
      sessionId,
      tokenHash(token),
    );
  }

  /** Stores a session, and the token of the mail that was sent for it. Forgets what has expired. */
  async save(session: ThreepidSession, { token, nextLink, expiresAt }: SentToken): Promise<void> {
    const { clock, database } = this.#context;
    await database.write(() => {
      this.#sweep(clock.now());
      database.run(
        `INSERT INTO threepid_sessions VALUES (?, ?, ?, ?, ?, NULL)
         ON CONFLICT DO UPDATE SET last_send_attempt = excluded.last_send_attempt`,
        session.sessionId,
        session.medium,
        session.address,
        session.clientSecret,
        session.lastSendAttempt,
      );
      database.run(
        'INSERT INTO threepid_tokens VALUES (?, ?, ?, ?)',
        tokenHash(token),
        session.sessionId,
        nextLink,
        expiresAt,
      );
    });
  }

  /** Notes that the owner has followed the link. */
  async setValidated(sessionId: string): Promise<void> {
    const { clock, database } = this.#context;
    const sql = 'UPDATE threepid_sessions SET validated_at = ? WHERE session_id = ?';
    await database.write(() => database.run(sql, clock.now(), sessionId));
  }

  /** Forgets a session: it is good for nothing more. Returns whether it was there. */
  async delete(sessionId: string): Promise<boolean> {
    const { database } = this.#context;
    return database.write(() => {
      database.run('DELETE FROM threepid_tokens WHERE session_id = ?', sessionId);
      return database.run('DELETE FROM threepid_sessions WHERE session_id = ?', sessionId) > 0;
    });
  }

  #sweep(now: number): void {
    const { database } = this.#context;
    database.run('DELETE FROM threepid_tokens WHERE expires_at < ?', now);
    database.run(
      `DELETE FROM threepid_sessions WHERE validated_at < ? OR validated_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM threepid_tokens WHERE threepid_tokens.session_id = threepid_sessions.session_id)`,
      now - VALIDATED_LIFETIME,
    );
  }
}
