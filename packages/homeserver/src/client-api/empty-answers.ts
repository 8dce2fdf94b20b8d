import { Hono } from 'hono';
import type { RequireUser } from '../users/authenticate.ts';
import type { Router, RouterEnv } from '../http/router.ts';

/** What clients ask for and this homeserver does not have: they get the spec's answer for "none". */
export function emptyAnswerRoutes(requireUser: RequireUser): Router {
  const router = new Hono<RouterEnv>();
  router.get('/_matrix/client/v3/voip/turnServer', requireUser(), (c) => c.json({}));
  router.get('/_matrix/client/v3/thirdparty/protocols', requireUser(), (c) => c.json({}));
  return router;
}
