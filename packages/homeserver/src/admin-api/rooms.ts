import { Codes, SynapseError, type JsonObject, type UserId } from '@bouton/sdk';
import { Hono } from 'hono';
import { z } from 'zod';
import type { RequireUser } from '../users/authenticate.ts';
import { readJson } from '../http/read-json.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { RoomShutdown, ShutdownOptions, ShutdownResult } from '../rooms/shutdown.ts';
import type { ShutdownTask, ShutdownTasks } from '../rooms/shutdown-tasks.ts';
import { roomIdOf } from './request-values.ts';

const deleteBody = z.object({
  new_room_user_id: z.string().optional(),
  room_name: z.string().optional(),
  message: z.string().optional(),
  block: z.boolean().default(false),
  purge: z.boolean().default(true),
  force_purge: z.boolean().default(false),
});

/** Administration of rooms. https://element-hq.github.io/synapse/latest/admin_api/rooms.html#delete-room-api */
export function adminRoomRoutes(requireAdmin: RequireUser, shutdown: RoomShutdown, tasks: ShutdownTasks): Router {
  const router = new Hono<RouterEnv>();

  router.delete('/_synapse/admin/v1/rooms/:roomId', requireAdmin(), async (c) => {
    const roomId = roomIdOf(c.req.param('roomId'));
    const body = await readJson(c, deleteBody, { allowEmpty: true });
    return c.json(resultToJson(await shutdown.shutdown(roomId, optionsOf(c.var.requester.user, body))));
  });

  router.delete('/_synapse/admin/v2/rooms/:roomId', requireAdmin(), async (c) => {
    const roomId = roomIdOf(c.req.param('roomId'));
    const body = await readJson(c, deleteBody, { allowEmpty: true });
    await shutdown.assertAllowed(c.var.requester.user, roomId);
    return c.json({ delete_id: tasks.start(roomId, optionsOf(c.var.requester.user, body)) });
  });

  router.get('/_synapse/admin/v2/rooms/:roomId/delete_status', requireAdmin(), (c) => {
    const found = tasks.ofRoom(roomIdOf(c.req.param('roomId')));
    if (found.length === 0) throw new SynapseError(404, 'No delete task for this room found', Codes.NOT_FOUND);
    return c.json({ results: found.map((task) => taskToJson(task)) });
  });

  router.get('/_synapse/admin/v2/rooms/delete_status/:deleteId', requireAdmin(), (c) => {
    const task = tasks.get(c.req.param('deleteId'));
    if (task === undefined) throw new SynapseError(404, 'delete id not found', Codes.NOT_FOUND);
    return c.json(taskToJson(task));
  });

  return router;
}

function optionsOf(requester: UserId, body: z.output<typeof deleteBody>): ShutdownOptions {
  return {
    requester,
    block: body.block,
    purge: body.purge,
    forcePurge: body.force_purge,
    newRoomUser: body.new_room_user_id as UserId | undefined,
    newRoomName: body.room_name,
    message: body.message,
  };
}

function resultToJson(result: ShutdownResult): JsonObject {
  return {
    kicked_users: result.kickedUsers,
    failed_to_kick_users: result.failedToKickUsers,
    local_aliases: result.localAliases,
    new_room_id: result.newRoomId,
  };
}

function taskToJson({ deleteId, roomId, status, result, error }: ShutdownTask): JsonObject {
  return {
    delete_id: deleteId,
    room_id: roomId,
    status,
    shutdown_room: result === undefined ? null : resultToJson(result),
    ...(error === undefined ? {} : { error }),
  };
}
