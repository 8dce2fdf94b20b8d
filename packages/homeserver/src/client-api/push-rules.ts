import { Codes, SynapseError, type JsonObject, type JsonValue, type UserId } from '@bouton/sdk';
import { Hono, type Context } from 'hono';
import { isJsonObject } from '../lib/json-guards.ts';
import type { RequireUser } from '../users/authenticate.ts';
import { readBody } from '../http/read-body.ts';
import { anyObject, readJson } from '../http/read-json.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import { checkActions } from '../push-rules/check-actions.ts';
import { InvalidRuleError, RuleNotFoundError } from '../push-rules/push-rule-errors.ts';
import type { NewPushRule } from '../push-rules/push-rule-store.ts';
import { pushRuleKind, type PushRuleKind, type PushRuleSet } from '../push-rules/push-rule.ts';
import type { PushRules } from '../push-rules/push-rules.ts';

/** What a path names: `global`, a kind, a rule's ID, and perhaps one of its fields. */
type RulePath = readonly [scope: string, kind: string, ruleId: string, field?: string];

const ROOT = '/_matrix/client/v3/pushrules/';
const TRAILING_SLASH = 'Unrecognised request: You probably wanted a trailing slash';

/** Push rules. https://spec.matrix.org/v1.16/client-server-api/#push-rules */
export function pushRuleRoutes(requireUser: RequireUser, pushRules: PushRules): Router {
  const router = new Hono<RouterEnv>();

  router.get(`${ROOT}*`, requireUser(), (c) => {
    const rules = pushRules.rulesOf(c.var.requester.user);
    const [scope, ...path] = partsOf(c);
    if (scope === '') return c.json({ global: rules });
    if (scope !== 'global') throw unrecognized();
    return c.json(select(rules, path));
  });

  router.put(`${ROOT}*`, requireUser(), async (c) => {
    const { user } = c.var.requester;
    const [, kind, ruleId, field] = rulePath(c);
    if (pushRuleKind(kind) === undefined) throw new SynapseError(400, `Unknown template: ${kind}`);
    if (ruleId.includes('\\')) throw new SynapseError(400, 'rule_id may not contain slashes');
    if (field !== undefined) await setField(c, pushRules, user, [kind, ruleId, field]);
    else await addRule(c, pushRules, user, [kind as PushRuleKind, ruleId]);
    return c.json({});
  });

  router.delete(`${ROOT}*`, requireUser(), async (c) => {
    const [, name, ruleId] = rulePath(c);
    const kind = pushRuleKind(name);
    if (kind === undefined) throw notFound();
    try {
      await pushRules.delete(c.var.requester.user, { kind, ruleId });
    } catch (error) {
      throw error instanceof RuleNotFoundError ? notFound() : error;
    }
    return c.json({});
  });

  return router;
}

async function setField(
  c: Context<RouterEnv>,
  pushRules: PushRules,
  user: UserId,
  [kind, ruleId, field]: readonly [kind: string, ruleId: string, field: string],
): Promise<void> {
  try {
    if (field === 'enabled') await pushRules.setEnabled(user, kind, ruleId, await readEnabled(c));
    else if (field === 'actions') {
      const { actions } = await readJson(c, anyObject);
      await pushRules.setActions(user, kind, ruleId, actions);
    } else throw unrecognized();
  } catch (error) {
    if (error instanceof InvalidRuleError) throw new SynapseError(400, `Invalid actions: ${error.message}`);
    throw error instanceof RuleNotFoundError ? notFound('Unknown rule') : error;
  }
}

async function addRule(
  c: Context<RouterEnv>,
  pushRules: PushRules,
  user: UserId,
  [kind, ruleId]: readonly [kind: PushRuleKind, ruleId: string],
): Promise<void> {
  const body = await readJson(c, anyObject);
  if (ruleId.startsWith('.')) throw new SynapseError(400, "cannot add new rule_ids that start with '.'");
  const { before, after } = c.req.query();
  try {
    const rule: NewPushRule = { kind, ruleId, conditions: conditionsOf(kind, ruleId, body), actions: actionsOf(body) };
    await pushRules.add(user, { ...rule, before: before || undefined, after: after || undefined });
  } catch (error) {
    if (!(error instanceof InvalidRuleError || error instanceof RuleNotFoundError)) throw error;
    throw new SynapseError(400, error.message);
  }
}

/** What follows the endpoint's root in the path, decoded as a whole. */
function partsOf(c: Context<RouterEnv>): string[] {
  const path = decodeURIComponent(new URL(c.req.url).pathname);
  return path.slice(ROOT.length).split('/');
}

/** @throws {SynapseError} 400 `M_UNRECOGNIZED` if the path names no rule. */
function rulePath(c: Context<RouterEnv>): RulePath {
  const [scope = '', kind, ruleId, field] = partsOf(c);
  if (scope !== 'global' || kind === undefined || ruleId === undefined || ruleId === '') throw unrecognized();
  return field === undefined || field === '' ? [scope, kind, ruleId] : [scope, kind, ruleId, field];
}

function select(rules: PushRuleSet, path: readonly string[]): JsonObject | readonly JsonObject[] {
  const [name, ruleId, field] = path;
  if (name === undefined) throw unrecognized(TRAILING_SLASH);
  if (name === '') return rules;
  const kind = pushRuleKind(name);
  if (kind === undefined) throw unrecognized();
  if (ruleId === undefined) throw unrecognized(TRAILING_SLASH);
  // A list of rules, as Synapse answers it.
  if (ruleId === '') return rules[kind];
  const rule = rules[kind].find(({ rule_id }) => rule_id === ruleId);
  if (rule === undefined) throw notFound();
  if (field === undefined) return rule;
  if (!Object.hasOwn(rule, field)) throw unrecognized();
  return { [field]: rule[field] ?? null };
}

/** Takes the value itself too, which old clients send. */
async function readEnabled(c: Context<RouterEnv>): Promise<boolean> {
  const text = Buffer.from(await readBody(c.req.raw.clone()))
    .toString()
    .trim();
  if (text === 'true' || text === 'false') return text === 'true';
  const { enabled } = await readJson(c, anyObject);
  if (typeof enabled !== 'boolean') throw new SynapseError(400, "Value for 'enabled' must be boolean");
  return enabled;
}

function conditionsOf(kind: PushRuleKind, ruleId: string, body: Readonly<JsonObject>): JsonObject[] {
  if (kind === 'room') return [{ kind: 'event_match', key: 'room_id', pattern: ruleId }];
  if (kind === 'sender') return [{ kind: 'event_match', key: 'sender', pattern: ruleId }];
  if (kind === 'content') {
    if (body['pattern'] === undefined) throw new InvalidRuleError("Content rule missing 'pattern'");
    return [{ kind: 'event_match', key: 'content.body', pattern: body['pattern'] }];
  }
  const { conditions } = body;
  if (conditions === undefined) throw new InvalidRuleError("Missing 'conditions'");
  if (!Array.isArray(conditions)) throw new InvalidRuleError("'conditions' must be a list");
  for (const condition of conditions as readonly JsonValue[]) {
    if (!isJsonObject(condition) || condition['kind'] === undefined) {
      throw new InvalidRuleError("Condition without 'kind'");
    }
  }
  return conditions as JsonObject[];
}

function actionsOf({ actions }: Readonly<JsonObject>): NewPushRule['actions'] {
  if (actions === undefined) throw new InvalidRuleError('No actions found');
  checkActions(actions);
  return actions;
}

function unrecognized(message = 'Unrecognized request'): SynapseError {
  return new SynapseError(400, message, Codes.UNRECOGNIZED);
}

function notFound(message = 'Not found'): SynapseError {
  return new SynapseError(404, message, Codes.NOT_FOUND);
}
