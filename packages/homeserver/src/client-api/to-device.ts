import type { UserId } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import type { RequireUser } from '../http/authenticate.ts';
import { readJson } from '../http/read-json.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { ToDeviceMessage, ToDeviceStore } from '../sync/to-device-store.ts';
import type { Devices } from '../users/devices.ts';

const sendBody = z.object({ messages: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.json()))) });

/** Messages from device to device. https://spec.matrix.org/v1.16/client-server-api/#send-to-device-messaging */
export function toDeviceRoutes(requireUser: RequireUser, store: ToDeviceStore, devices: Devices): Router {
  const router = new Hono<RouterEnv>();

  router.put('/_matrix/client/v3/sendToDevice/:eventType/:txnId', requireUser(), async (c) => {
    const { messages } = await readJson(c, sendBody);
    const sender = c.var.requester.user;
    const type = c.req.param('eventType');
    const addressed: ToDeviceMessage[] = [];
    for (const [user, byDevice] of Object.entries(messages)) {
      for (const [device, content] of Object.entries(byDevice)) {
        const known = devices.list(user as UserId).map(({ deviceId }) => deviceId);
        for (const deviceId of device === '*' ? known : known.filter((id) => id === device)) {
          addressed.push({
            userId: user as UserId,
            deviceId,
            message: { type, sender, content },
          });
        }
      }
    }
    await store.add(addressed);
    return c.json({});
  });

  return router;
}
