import { Hono } from 'hono';
import { z } from 'zod';
import type { RequireUser } from '../users/authenticate.ts';
import { anyObject, checkBody, readJson } from '../http/read-json.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { Push } from '../pushers/compose-push.ts';

const removal = z.object({ kind: z.null(), app_id: z.string(), pushkey: z.string() });

const pusherBody = z.object({
  kind: z.string(),
  app_id: z.string(),
  app_display_name: z.string(),
  device_display_name: z.string(),
  pushkey: z.string(),
  lang: z.string().nullable(),
  data: anyObject.nullable(),
  profile_tag: z.string().default(''),
  append: z.boolean().default(false),
});

/** Pushers. https://spec.matrix.org/v1.16/client-server-api/#get_matrixclientv3pushers */
export function pusherRoutes(requireUser: RequireUser, { pushers, pusherStore }: Push): Router {
  const router = new Hono<RouterEnv>();

  router.get('/_matrix/client/v3/pushers', requireUser(), (c) =>
    c.json({
      pushers: pusherStore.ofUser(c.var.requester.user).map((pusher) => ({
        app_display_name: pusher.appDisplayName,
        app_id: pusher.appId,
        data: pusher.data,
        device_display_name: pusher.deviceDisplayName,
        kind: pusher.kind,
        lang: pusher.lang,
        profile_tag: pusher.profileTag,
        pushkey: pusher.pushkey,
      })),
    }),
  );

  router.post('/_matrix/client/v3/pushers/set', requireUser(), async (c) => {
    const { user: userId, deviceId } = c.var.requester;
    const body = await readJson(c, anyObject);
    const removed = removal.safeParse(body);
    if (removed.success) {
      await pushers.remove({ userId, appId: removed.data.app_id, pushkey: removed.data.pushkey });
      return c.json({});
    }
    const pusher = checkBody(body, pusherBody);
    await pushers.set({
      userId,
      deviceId,
      kind: pusher.kind,
      appId: pusher.app_id,
      appDisplayName: pusher.app_display_name,
      deviceDisplayName: pusher.device_display_name,
      pushkey: pusher.pushkey,
      lang: pusher.lang,
      data: pusher.data,
      profileTag: pusher.profile_tag,
      append: pusher.append,
    });
    return c.json({});
  });

  return router;
}
