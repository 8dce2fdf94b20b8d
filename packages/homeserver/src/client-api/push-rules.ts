import { Codes, SynapseError } from '@bouton/sdk';
import { Hono } from 'hono';
import type { RequireUser } from '../http/authenticate.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import {
  defaultPushRules,
  PUSH_RULE_KINDS,
  type PushRule,
  type PushRuleKind,
} from '../push-rules/default-push-rules.ts';

/** Push rules, to be read only, and no pushers. https://spec.matrix.org/v1.16/client-server-api/#push-rules */
export function pushRuleRoutes(requireUser: RequireUser): Router {
  const router = new Hono<RouterEnv>();
  const RULE = '/_matrix/client/v3/pushrules/global/:kind/:ruleId';

  router.get('/_matrix/client/v3/pushrules/', requireUser(), (c) => c.json(defaultPushRules(c.var.requester.user)));

  router.get('/_matrix/client/v3/pushrules/global/', requireUser(), (c) =>
    c.json(defaultPushRules(c.var.requester.user).global),
  );

  router.get('/_matrix/client/v3/pushrules/global/:kind/', requireUser(), (c) =>
    c.json(defaultPushRules(c.var.requester.user).global[kindOf(c.req.param('kind'))]),
  );

  const find = (userId: Parameters<typeof defaultPushRules>[0], kind: string, ruleId: string): PushRule => {
    const rule = defaultPushRules(userId).global[kindOf(kind)].find(({ rule_id }) => rule_id === ruleId);
    if (rule === undefined) throw new SynapseError(404, 'Not found', Codes.NOT_FOUND);
    return rule;
  };

  router.get(RULE, requireUser(), (c) =>
    c.json(find(c.var.requester.user, c.req.param('kind'), c.req.param('ruleId'))),
  );

  router.get(`${RULE}/enabled`, requireUser(), (c) => {
    const { enabled } = find(c.var.requester.user, c.req.param('kind'), c.req.param('ruleId'));
    return c.json({ enabled });
  });

  router.get(`${RULE}/actions`, requireUser(), (c) => {
    const { actions } = find(c.var.requester.user, c.req.param('kind'), c.req.param('ruleId'));
    return c.json({ actions });
  });

  router.get('/_matrix/client/v3/pushers', requireUser(), (c) => c.json({ pushers: [] }));

  return router;
}

function kindOf(kind: string): PushRuleKind {
  const known = PUSH_RULE_KINDS.find((name) => name === kind);
  if (known === undefined) throw new SynapseError(400, 'Unrecognized request', Codes.UNRECOGNIZED);
  return known;
}
