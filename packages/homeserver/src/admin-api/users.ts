import { Codes, SynapseError, type JsonObject, type UserId } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import { threepidToJson, unbindResult } from '../client-api/threepid-fields.ts';
import type { HomeserverContext } from '../context.ts';
import type { RequireUser } from '../users/authenticate.ts';
import { readJson } from '../http/read-json.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { AccountStore } from '../users/account-store.ts';
import type { Accounts } from '../users/accounts.ts';
import type { Deactivation } from '../users-in-rooms/deactivation.ts';
import type { ExternalIds } from '../users/external-ids.ts';
import type { Profiles } from '../users/profiles.ts';
import type { Threepids } from '../users/threepids.ts';
import { localUser, USER_TYPES } from './request-values.ts';
import type { UserModifier } from './user-modifier.ts';

/** What {@linkcode adminUserRoutes} needs. */
export interface AdminUserServices {
  readonly context: HomeserverContext;
  readonly accounts: Accounts;
  readonly accountStore: AccountStore;
  readonly externalIds: ExternalIds;
  readonly profiles: Profiles;
  readonly threepids: Threepids;
  readonly deactivation: Deactivation;
  readonly modifier: UserModifier;
}

const adminBody = z.object({ admin: z.boolean() });
const userBody = z
  .object({
    password: z.string().min(1).max(512).optional(),
    logout_devices: z.boolean().default(true),
    displayname: z.string().nullish(),
    avatar_url: z.string().nullish(),
    admin: z.boolean().optional(),
    deactivated: z.boolean().optional(),
    user_type: z.enum(USER_TYPES).nullish(),
    threepids: z.array(z.object({ medium: z.enum(['email', 'msisdn']), address: z.string().min(1) })).optional(),
    external_ids: z.array(z.object({ auth_provider: z.string(), external_id: z.string() })).optional(),
  })
  .transform(({ logout_devices, avatar_url: avatarUrl, user_type: userType, external_ids, ...rest }) => ({
    ...rest,
    logoutDevices: logout_devices,
    avatarUrl,
    userType,
    externalIds: external_ids?.map((id) => ({ authProvider: id.auth_provider, externalId: id.external_id })),
  }));
const deactivateBody = z.object({ erase: z.boolean().default(false) });

/** Administration of users. https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html */
export function adminUserRoutes(requireAdmin: RequireUser, services: AdminUserServices): Router {
  const { context, accounts, accountStore, externalIds, profiles, threepids, deactivation, modifier } = services;
  const { serverName } = context;
  const router = new Hono<RouterEnv>();

  const describe = (userId: UserId): JsonObject => {
    const user = accounts.get(userId);
    if (user === undefined) throw new SynapseError(404, 'User not found', Codes.NOT_FOUND);
    const { displayName, avatarUrl } = profiles.get(userId);
    return {
      name: userId,
      displayname: displayName,
      avatar_url: avatarUrl,
      admin: user.isAdmin,
      deactivated: user.isDeactivated,
      erased: accountStore.isErased(userId),
      shadow_banned: user.isShadowBanned,
      // In seconds, as in Synapse.
      creation_ts: Math.floor(user.creationTs / 1000),
      user_type: user.userType,
      is_guest: user.isGuest,
      locked: user.locked,
      suspended: user.suspended,
      appservice_id: user.appServiceId,
      threepids: threepids.list(userId).map((threepid) => threepidToJson(threepid)),
      external_ids: externalIds.list(userId).map(({ authProvider, externalId }) => ({
        auth_provider: authProvider,
        external_id: externalId,
      })),
    };
  };

  router.get('/_synapse/admin/v2/users/:userId', requireAdmin(), (c) =>
    c.json(describe(localUser(c.req.param('userId'), serverName, 'Can only look up local users'))),
  );

  router.put('/_synapse/admin/v2/users/:userId', requireAdmin(), async (c) => {
    const userId = localUser(c.req.param('userId'), serverName, 'This endpoint can only be used with local users');
    const created = await modifier.createOrModify(c.var.requester, userId, await readJson(c, userBody));
    return c.json(describe(userId), created ? 201 : 200);
  });

  router.get('/_synapse/admin/v1/auth_providers/:provider/users/:externalId', requireAdmin(), (c) => {
    const id = { authProvider: c.req.param('provider'), externalId: c.req.param('externalId') };
    const userId = externalIds.owner(id);
    if (userId === undefined) throw new SynapseError(404, 'User not found', Codes.NOT_FOUND);
    return c.json({ user_id: userId });
  });

  router.get('/_synapse/admin/v1/users/:userId/admin', requireAdmin(), (c) => {
    const userId = localUser(c.req.param('userId'), serverName, 'Only local users can be admins of this homeserver');
    return c.json({ admin: accounts.isAdmin(userId) });
  });

  router.put('/_synapse/admin/v1/users/:userId/admin', requireAdmin(), async (c) => {
    const userId = localUser(c.req.param('userId'), serverName, 'Only local users can be admins of this homeserver');
    const { admin } = await readJson(c, adminBody);
    if (userId === c.var.requester.user && !admin) throw new SynapseError(400, 'You may not demote yourself.');
    if (!(await accounts.setAdmin(userId, admin))) throw new SynapseError(404, 'User not found', Codes.NOT_FOUND);
    return c.json({});
  });

  router.post('/_synapse/admin/v1/deactivate/:userId', requireAdmin(), async (c) => {
    const userId = localUser(c.req.param('userId'), serverName, 'Can only deactivate local users');
    const { erase } = await readJson(c, deactivateBody, { allowEmpty: true });
    if (accounts.get(userId) === undefined) throw new SynapseError(404, 'User not found', Codes.NOT_FOUND);
    const result = unbindResult(threepids.identityServers(userId));
    await deactivation.deactivate(userId, { erase, byAdmin: true });
    return c.json({ id_server_unbind_result: result });
  });

  return router;
}
