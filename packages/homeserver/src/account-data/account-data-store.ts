import type { JsonObject, RoomId, UserId } from '@bouton/sdk';
import { isJsonObject } from '../lib/json-guards.ts';
import type { PushRuleStore } from '../push-rules/push-rule-store.ts';
import type { Database } from '../storage/database.ts';
import type { StreamSequence } from '../storage/stream-sequence.ts';

/** One piece of account data. */
export interface AccountDataRow {
  readonly type: string;
  readonly content: JsonObject;
  /** The place of its latest change in the stream. */
  readonly stream: number;
}

/**
 * Keeps what clients store for their user, globally (the room is null) or for a room. Push rules count as global account
 * data. https://spec.matrix.org/v1.16/client-server-api/#client-config
 */
export class AccountDataStore {
  readonly #database: Database;
  readonly #stream: StreamSequence;
  readonly #pushRules: PushRuleStore;

  constructor(database: Database, stream: StreamSequence, pushRules: PushRuleStore) {
    this.#database = database;
    this.#stream = stream;
    this.#pushRules = pushRules;
  }

  /** The content of one type; undefined if there is none. */
  get(userId: UserId, roomId: RoomId | null, type: string): JsonObject | undefined {
    if (roomId === null && type === 'm.push_rules') return this.#pushRulesOf(userId);
    const row = this.#database.get<{ content: string }>(
      'SELECT content FROM account_data WHERE user_id = ? AND room_id = ? AND type = ?',
      userId,
      roomId ?? '',
      type,
    );
    return row && (JSON.parse(row.content) as JsonObject);
  }

  /** What changed after a place in the stream, oldest first; all of it from 0 on. */
  since(userId: UserId, roomId: RoomId | null, stream: number): AccountDataRow[] {
    const rows = this.#database
      .all<{ type: string; content: string; stream: number }>(
        'SELECT type, content, stream FROM account_data WHERE user_id = ? AND room_id = ? AND stream > ? ORDER BY stream',
        userId,
        roomId ?? '',
        stream,
      )
      .map((row) => ({ ...row, content: JSON.parse(row.content) as JsonObject }));
    if (roomId !== null) return rows;
    const changedAt = this.#pushRules.changedAt(userId);
    if (stream > 0 && changedAt <= stream) return rows;
    return [{ type: 'm.push_rules', content: this.#pushRulesOf(userId), stream: changedAt }, ...rows];
  }

  /** Those of the users who ignore a user. https://spec.matrix.org/v1.16/client-server-api/#ignoring-users */
  ignoring(ignored: UserId, users: readonly UserId[]): ReadonlySet<UserId> {
    const rows = this.#database.all<{ user_id: UserId; content: string }>(
      `SELECT user_id, content FROM account_data
       WHERE user_id IN (SELECT value FROM json_each(?)) AND room_id = '' AND type = 'm.ignored_user_list'`,
      JSON.stringify(users),
    );
    const ignores = ({ content }: { readonly content: string }): boolean => {
      const list = (JSON.parse(content) as JsonObject)['ignored_users'];
      return isJsonObject(list) && Object.hasOwn(list, ignored);
    };
    return new Set(rows.filter(ignores).map(({ user_id }) => user_id));
  }

  /** Replaces the content of one type. Resolves once it is durable. */
  async put(userId: UserId, roomId: RoomId | null, type: string, content: JsonObject): Promise<void> {
    await this.#database.write(() => this.#replace(userId, roomId, type, content));
  }

  /** Makes the content of one type of what it was; undefined if there was none. Resolves once it is durable. */
  async update(
    userId: UserId,
    roomId: RoomId | null,
    type: string,
    change: (content: JsonObject | undefined) => JsonObject,
  ): Promise<void> {
    await this.#database.write(() => this.#replace(userId, roomId, type, change(this.get(userId, roomId, type))));
  }

  /** Deletes all of a user's account data and push rules. Resolves once that is durable. */
  async deleteAll(userId: UserId): Promise<void> {
    await this.#database.write(() => this.#database.run('DELETE FROM account_data WHERE user_id = ?', userId));
    await this.#pushRules.deleteAll(userId);
  }

  #replace(userId: UserId, roomId: RoomId | null, type: string, content: JsonObject): void {
    this.#database.run(
      `INSERT INTO account_data (user_id, room_id, type, content, stream) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET content = excluded.content, stream = excluded.stream`,
      userId,
      roomId ?? '',
      type,
      JSON.stringify(content),
      this.#stream.next(),
    );
  }

  #pushRulesOf(userId: UserId): JsonObject {
    return { global: this.#pushRules.rulesOf(userId).rules };
  }
}
