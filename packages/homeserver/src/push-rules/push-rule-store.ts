import { SynapseError, type JsonObject, type UserId } from '@bouton/sdk';
import { RecentlyUsed } from '../lib/recently-used.ts';
import type { Database } from '../storage/database.ts';
import type { StreamSequence } from '../storage/stream-sequence.ts';
import { defaultPushRules } from './default-push-rules.ts';
import { InvalidRuleError, RuleNotFoundError } from './push-rule-errors.ts';
import type { PushAction, PushRuleKind } from './push-rule.ts';
import { readPushRules } from './read-push-rules.ts';
import { UserPushRules } from './user-push-rules.ts';

/** Which rule is meant. */
export interface PushRuleKey {
  readonly kind: PushRuleKind;
  readonly ruleId: string;
}

/** A rule that a user makes. */
export interface NewPushRule extends PushRuleKey {
  readonly conditions: readonly JsonObject[];
  readonly actions: readonly PushAction[];
  /** The user's rule of the same kind that it stands before, or after; before all others if both are left out. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** Synapse's default limits: rules of a user, bytes of a rule's ID with its kind, bytes of its conditions and actions. */
const MAX_RULES = 10_000;
const MAX_ID_LENGTH = 300;
const MAX_RULE_SIZE = 1024;

/** Of how many users the rules are kept at hand. */
const CACHED_USERS = 1000;

/** The push rules of users: predefined ones, what users changed of them, and users' own. */
export class PushRuleStore {
  readonly #database: Database;
  readonly #stream: StreamSequence;
  readonly #cache = new RecentlyUsed<UserId, UserPushRules>(CACHED_USERS);

  constructor(database: Database, stream: StreamSequence) {
    this.#database = database;
    this.#stream = stream;
  }

  /** A user's rules. */
  rulesOf(userId: UserId): UserPushRules {
    const known = this.#cache.get(userId);
    if (known !== undefined) return known;
    const rules = new UserPushRules(userId, readPushRules(this.#database, userId));
    this.#cache.set(userId, rules);
    return rules;
  }

  /** The place of the latest change of a user's rules in the stream; 0 if there was none. */
  changedAt(userId: UserId): number {
    return (
      this.#database.get<{ stream: number }>('SELECT stream FROM push_rule_changes WHERE user_id = ?', userId)
        ?.stream ?? 0
    );
  }

  /**
   * Adds a rule, or replaces one.
   *
   * @throws {InvalidRuleError} If the rule that it is to stand beside is a predefined one.
   * @throws {RuleNotFoundError} If that rule is unknown.
   * @throws {SynapseError} 413 or 400 if the rule is too large, or one too many.
   */
  async add(userId: UserId, rule: NewPushRule): Promise<void> {
    const { kind, ruleId } = rule;
    const idLength = Buffer.byteLength(namespaced(rule));
    if (idLength > MAX_ID_LENGTH) {
      throw tooLarge(`Push rule ID length exceeds server limit (${idLength} bytes > ${MAX_ID_LENGTH} bytes).`);
    }
    const conditions = JSON.stringify(rule.conditions);
    const actions = JSON.stringify(rule.actions);
    assertSize(conditions, actions);
    await this.#change(userId, () => {
      const priority = this.#makePlace(userId, rule);
      if (!this.#exists(userId, rule)) this.#assertRoom(userId);
      this.#database.run(
        `INSERT OR REPLACE INTO push_rules (user_id, kind, rule_id, priority, conditions, actions) VALUES (?, ?, ?, ?, ?, ?)`,
        userId,
        kind,
        ruleId,
        priority,
        conditions,
        actions,
      );
    });
  }

  /** Deletes a rule of the user's, or what they changed of a predefined one. @throws {RuleNotFoundError} If there is none. */
  async delete(userId: UserId, { kind, ruleId }: PushRuleKey): Promise<void> {
    await this.#change(userId, () => {
      for (const table of ['push_rule_switches', 'push_rules']) {
        const sql = `DELETE FROM ${table} WHERE user_id = ? AND kind = ? AND rule_id = ?`;
        const deleted = this.#database.run(sql, userId, kind, ruleId);
        if (deleted === 0 && table === 'push_rules') throw new RuleNotFoundError('Push rule does not exist.');
      }
    });
  }

  /** Deletes all rules of a user's, and what they changed of predefined ones. */
  async deleteAll(userId: UserId): Promise<void> {
    await this.#change(userId, () => {
      this.#database.run('DELETE FROM push_rule_switches WHERE user_id = ?', userId);
      this.#database.run('DELETE FROM push_rules WHERE user_id = ?', userId);
    });
  }

  /** Switches a rule on or off. @throws {RuleNotFoundError} If there is no such rule. */
  async setEnabled(userId: UserId, key: PushRuleKey, enabled: boolean): Promise<void> {
    await this.#change(userId, () => {
      if (!isPredefined(key) && !this.#exists(userId, key)) throw new RuleNotFoundError('Push rule does not exist.');
      this.#database.run(
        'INSERT OR REPLACE INTO push_rule_switches (user_id, kind, rule_id, enabled) VALUES (?, ?, ?, ?)',
        userId,
        key.kind,
        key.ruleId,
        enabled ? 1 : 0,
      );
    });
  }

  /** Gives a rule other actions. @throws {RuleNotFoundError} If there is no such rule. */
  async setActions(userId: UserId, key: PushRuleKey, actions: readonly PushAction[]): Promise<void> {
    const { kind, ruleId } = key;
    const json = JSON.stringify(actions);
    await this.#change(userId, () => {
      const changed = this.#database.run(
        'UPDATE push_rules SET actions = ? WHERE user_id = ? AND kind = ? AND rule_id = ?',
        json,
        userId,
        kind,
        ruleId,
      );
      if (changed > 0) return assertSize(this.#conditionsOf(userId, key), json);
      if (!isPredefined(key)) throw new RuleNotFoundError('Push rule does not exist');
      this.#assertRoom(userId);
      this.#database.run(
        'INSERT INTO push_rules (user_id, kind, rule_id, priority, actions) VALUES (?, ?, ?, 1, ?)',
        userId,
        kind,
        ruleId,
        json,
      );
    });
  }

  async #change(userId: UserId, change: () => void): Promise<void> {
    try {
      await this.#database.write(() => {
        change();
        const place = this.#stream.next();
        this.#database.run('INSERT OR REPLACE INTO push_rule_changes (user_id, stream) VALUES (?, ?)', userId, place);
        this.#cache.delete(userId);
      });
    } finally {
      this.#cache.delete(userId);
    }
  }

  /** The priority of a new rule; those above it move up. */
  #makePlace(userId: UserId, { kind, before, after }: NewPushRule): number {
    const beside = before ?? after;
    if (beside === undefined) {
      const highest = this.#database.get<{ priority: number | null }>(
        'SELECT MAX(priority) AS priority FROM push_rules WHERE user_id = ? AND kind = ? AND conditions IS NOT NULL',
        userId,
        kind,
      );
      return (highest?.priority ?? -1) + 1;
    }
    const other = this.#database.get<{ priority: number; conditions: string | null }>(
      'SELECT priority, conditions FROM push_rules WHERE user_id = ? AND kind = ? AND rule_id = ?',
      userId,
      kind,
      beside,
    );
    if (other === undefined) {
      throw new RuleNotFoundError(`before/after rule not found: ${namespaced({ kind, ruleId: beside })}`);
    }
    if (other.conditions === null) {
      throw new InvalidRuleError('Given priority class does not match class of relative rule');
    }
    const priority = before === undefined ? other.priority : other.priority + 1;
    this.#database.run(
      `UPDATE push_rules SET priority = priority + 1
       WHERE user_id = ? AND kind = ? AND conditions IS NOT NULL AND priority >= ?`,
      userId,
      kind,
      priority,
    );
    return priority;
  }

  #exists(userId: UserId, key: PushRuleKey): boolean {
    return this.#conditionsOf(userId, key) !== undefined;
  }

  /** The conditions of what is stored of a rule, as JSON; null for a predefined one. */
  #conditionsOf(userId: UserId, { kind, ruleId }: PushRuleKey): string | null | undefined {
    return this.#database.get<{ conditions: string | null }>(
      'SELECT conditions FROM push_rules WHERE user_id = ? AND kind = ? AND rule_id = ?',
      userId,
      kind,
      ruleId,
    )?.conditions;
  }

  #assertRoom(userId: UserId): void {
    const sql = 'SELECT COUNT(*) AS rules FROM push_rules WHERE user_id = ?';
    const rules = this.#database.get<{ rules: number }>(sql, userId)?.rules ?? 0;
    if (rules < MAX_RULES) return;
    const limit = `(${rules + 1} rules > ${MAX_RULES} rules)`;
    const message =
      'Creating a push rule would exceed the limit on the number of push rules associated with your account';
    throw new SynapseError(400, `${message} ${limit}`);
  }
}

/** Whether it is one of the predefined rules. */
export function isPredefined({ kind, ruleId }: PushRuleKey): boolean {
  return ruleId.startsWith('.') && defaultPushRules('@:').global[kind].some(({ rule_id }) => rule_id === ruleId);
}

function namespaced({ kind, ruleId }: PushRuleKey): string {
  return `global/${kind}/${ruleId}`;
}

function assertSize(conditions: string | null | undefined, actions: string): void {
  if (conditions == null) return;
  const size = Buffer.byteLength(conditions) + Buffer.byteLength(actions);
  if (size > MAX_RULE_SIZE) {
    throw tooLarge(`Push rule size exceeds server limit (${size} bytes > ${MAX_RULE_SIZE} bytes).`);
  }
}

function tooLarge(message: string): SynapseError {
  return new SynapseError(413, message);
}
