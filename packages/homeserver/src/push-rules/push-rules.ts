import { Codes, SynapseError, type UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { checkActions } from './check-actions.ts';
import { RuleNotFoundError } from './push-rule-errors.ts';
import { isPredefined, type NewPushRule, type PushRuleKey, type PushRuleStore } from './push-rule-store.ts';
import { pushRuleKind, type PushRuleSet } from './push-rule.ts';

/** Changes push rules, and tells the user's clients. */
export class PushRules {
  readonly #context: HomeserverContext;
  readonly #store: PushRuleStore;

  constructor(context: HomeserverContext, store: PushRuleStore) {
    this.#context = context;
    this.#store = store;
  }

  /** A user's rules by kind. */
  rulesOf(userId: UserId): PushRuleSet {
    return this.#store.rulesOf(userId).rules;
  }

  /** Adds a rule, or replaces one. @throws As {@linkcode PushRuleStore.add}. */
  async add(userId: UserId, rule: NewPushRule): Promise<void> {
    await this.#store.add(userId, rule);
    this.#context.notifier.notify(userId);
  }

  /** Deletes a rule. @throws As {@linkcode PushRuleStore.delete}. */
  async delete(userId: UserId, rule: PushRuleKey): Promise<void> {
    await this.#store.delete(userId, rule);
    this.#context.notifier.notify(userId);
  }

  /** Switches a rule on or off. @throws {RuleNotFoundError} If there is no such rule. */
  async setEnabled(userId: UserId, kind: string, ruleId: string, enabled: boolean): Promise<void> {
    await this.#store.setEnabled(userId, changeable(kind, ruleId), enabled);
    this.#context.notifier.notify(userId);
  }

  /**
   * Gives a rule other actions.
   *
   * @throws {RuleNotFoundError} If there is no such rule.
   * @throws {InvalidRuleError} If one of the actions is unknown.
   * @throws {SynapseError} 400 if the actions are not a list, 413 if they are too many.
   */
  async setActions(userId: UserId, kind: string, ruleId: string, actions: unknown): Promise<void> {
    const rule = changeable(kind, ruleId);
    if (!Array.isArray(actions)) {
      throw new SynapseError(400, "Value for 'actions' must be dict", Codes.UNKNOWN);
    }
    checkActions(actions);
    await this.#store.setActions(userId, rule, actions);
    this.#context.notifier.notify(userId);
  }
}

/** A rule that may be there. */
function changeable(name: string, ruleId: string): PushRuleKey {
  const kind = pushRuleKind(name);
  const isUnknown = kind === undefined || (ruleId.startsWith('.') && !isPredefined({ kind, ruleId }));
  if (!isUnknown) return { kind, ruleId };
  throw new RuleNotFoundError(
    ruleId.startsWith('.') ? `Unknown rule 'global/${name}/${ruleId}'` : 'Push rule does not exist',
  );
}
