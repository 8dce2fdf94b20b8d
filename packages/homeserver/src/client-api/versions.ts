import { Hono } from 'hono';
import type { HomeserverContext } from '../context.ts';
import { ROOM_VERSIONS } from '../events/index.ts';
import type { RequireUser } from '../users/authenticate.ts';
import type { Router, RouterEnv } from '../http/router.ts';

/** The versions of the spec whose paths are served. */
const SPEC_VERSIONS = Array.from({ length: 12 }, (_, minor) => `v1.${minor + 1}`);

/** What the homeserver can do. https://spec.matrix.org/v1.16/client-server-api/#api-versions */
export function versionRoutes(
  requireUser: RequireUser,
  { settings }: HomeserverContext,
  publicBaseurl: string,
): Router {
  const router = new Hono<RouterEnv>();

  router.get('/_matrix/client/versions', (c) => c.json({ versions: SPEC_VERSIONS, unstable_features: {} }));

  router.get('/_matrix/client/v3/capabilities', requireUser(), (c) =>
    c.json({
      capabilities: {
        'm.room_versions': {
          default: settings.defaultRoomVersion,
          available: Object.fromEntries(Object.keys(ROOM_VERSIONS).map((version) => [version, 'stable'])),
        },
        'm.change_password': { enabled: settings.passwordConfig.enabled && settings.passwordConfig.localdbEnabled },
        'm.set_displayname': { enabled: true },
        'm.set_avatar_url': { enabled: true },
        'm.3pid_changes': { enabled: settings.enable3pidChanges },
        'm.get_login_token': { enabled: false },
      },
    }),
  );

  router.get('/.well-known/matrix/client', (c) =>
    c.json({ 'm.homeserver': { base_url: publicBaseurl.replace(/\/$/, '') } }),
  );

  router.get('/health', (c) => c.text('OK'));

  return router;
}
