import type { UserId } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import type { RequireUser } from '../users/authenticate.ts';
import { readJson } from '../http/read-json.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import { RecentlyUsed } from '../lib/recently-used.ts';
import type { ToDeviceMessage, ToDeviceStore } from '../sync/to-device-store.ts';
import type { Devices } from '../users/devices.ts';

const sendBody = z.object({ messages: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.json()))) });

/** How many transactions are remembered, so that what is sent again is not delivered again. */
const TRANSACTIONS = 10_000;

/** Messages from device to device. https://spec.matrix.org/v1.16/client-server-api/#send-to-device-messaging */
export function toDeviceRoutes(requireUser: RequireUser, store: ToDeviceStore, devices: Devices): Router {
  const router = new Hono<RouterEnv>();
  /** What was sent, by transaction. */
  const sent = new RecentlyUsed<string, Promise<void>>(TRANSACTIONS);

  router.put('/_matrix/client/v3/sendToDevice/:eventType/:txnId', requireUser(), async (c) => {
    const { messages } = await readJson(c, sendBody);
    const { user: sender, deviceId } = c.var.requester;
    const { eventType: type, txnId } = c.req.param();
    const transaction = JSON.stringify([sender, deviceId, type, txnId]);
    let sending = sent.get(transaction);
    if (sending === undefined) {
      sending = store.add(address(devices, messages, { type, sender }));
      sent.set(transaction, sending);
      sending.catch(() => sent.delete(transaction));
    }
    await sending;
    return c.json({});
  });

  return router;
}

/** One message for each device that there is; `*` stands for all of a user's. */
function address(
  devices: Devices,
  messages: z.output<typeof sendBody>['messages'],
  header: { readonly type: string; readonly sender: UserId },
): ToDeviceMessage[] {
  return Object.entries(messages).flatMap(([user, byDevice]) => {
    const userId = user as UserId;
    const known = devices.list(userId).map(({ deviceId }) => deviceId);
    return Object.entries(byDevice).flatMap(([device, content]) =>
      known
        .filter((deviceId) => device === '*' || deviceId === device)
        .map((deviceId) => ({ userId, deviceId, message: { ...header, content } })),
    );
  });
}
