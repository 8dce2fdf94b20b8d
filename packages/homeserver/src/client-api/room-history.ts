import { Codes, SynapseError, type EventId, type JsonObject, type Requester, type RoomId } from '@bouton/sdk';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { HomeserverContext } from '../context.ts';
import type { RequireUser } from '../users/authenticate.ts';
import { readQuery } from '../http/read-query.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { Rooms } from '../rooms/compose-rooms.ts';
import type { StoredEvent } from '../rooms/room-store.ts';
import { roomEventFilterSchema, type RoomEventFilter } from '../events/event-filter.ts';
import type { EventSerializer } from '../sync/serialize-events.ts';
import { formatSyncToken, parseSyncToken } from '../sync/sync-token.ts';

/** The most events in one answer. */
const MAX_LIMIT = 1000;

const limit = (fallback: number): z.ZodType<number> => z.coerce.number().int().min(0).default(fallback);
const direction = z.enum(['b', 'f']);
const page = { from: z.string().optional(), to: z.string().optional(), filter: z.string().optional() };
const messagesQuery = z.object({ ...page, dir: direction.default('f'), limit: limit(10) });
const contextQuery = z.object({ filter: page.filter, limit: limit(10) });
const relationsQuery = z.object({ ...page, dir: direction.default('b'), limit: limit(5) });
const membersQuery = z.object({
  at: z.string().optional(),
  membership: z.string().optional(),
  not_membership: z.string().optional(),
});

/** The events of rooms, and who is in them. https://spec.matrix.org/v1.16/client-server-api/#getting-events-for-a-room */
export function roomHistoryRoutes(
  requireUser: RequireUser,
  context: HomeserverContext,
  { access, history, relations, visibility }: Rooms,
  serializer: EventSerializer,
): Router {
  const router = new Hono<RouterEnv>();

  const serialize = (requester: Requester, events: readonly StoredEvent[]): Promise<JsonObject[]> =>
    serializer.serialize(events, { userId: requester.user, deviceId: requester.deviceId });

  router.get('/_matrix/client/v3/rooms/:roomId/messages', requireUser(), async (c) => {
    const { requester } = c.var;
    const query = readQuery(c, messagesQuery);
    const now = context.stream.current;
    const { events, start, end, members } = history.messages(
      {
        userId: requester.user,
        roomId: c.req.param('roomId') as RoomId,
        direction: query.dir,
        from: query.from === undefined ? undefined : parseSyncToken(query.from, 'from'),
        to: query.to === undefined ? undefined : parseSyncToken(query.to, 'to'),
        limit: Math.min(query.limit, MAX_LIMIT),
        filter: parseFilter(query.filter),
      },
      now,
    );
    return c.json({
      chunk: await serialize(requester, events),
      start: formatSyncToken(start),
      ...(end !== undefined && { end: formatSyncToken(end) }),
      ...(members.length > 0 && { state: await serialize(requester, members) }),
    });
  });

  router.get('/_matrix/client/v3/rooms/:roomId/context/:eventId', requireUser(), async (c) => {
    const { requester } = c.var;
    const query = readQuery(c, contextQuery);
    const around = history.around(
      requester.user,
      c.req.param('roomId') as RoomId,
      c.req.param('eventId') as EventId,
      Math.min(query.limit, MAX_LIMIT),
      parseFilter(query.filter),
    );
    const [event] = await serialize(requester, [around.event]);
    return c.json({
      event,
      events_before: await serialize(requester, around.before),
      events_after: await serialize(requester, around.after),
      state: await serialize(requester, around.state),
      start: formatSyncToken(around.start),
      end: formatSyncToken(around.end),
    });
  });

  router.get('/_matrix/client/v3/rooms/:roomId/event/:eventId', requireUser(), async (c) => {
    const { requester } = c.var;
    const roomId = c.req.param('roomId') as RoomId;
    const stored = access.event(requester.user, roomId, c.req.param('eventId') as EventId);
    const [event] = await serialize(requester, [stored]);
    return c.json(event);
  });

  router.get('/_matrix/client/v3/rooms/:roomId/members', requireUser(), async (c) => {
    const { requester } = c.var;
    const { at, membership, not_membership: notMembership } = readQuery(c, membersQuery);
    const place = at === undefined ? undefined : parseSyncToken(at, 'at');
    const members = access
      .members(requester.user, c.req.param('roomId') as RoomId, place)
      .filter(
        ({ event: { content } }) =>
          (membership === undefined || content['membership'] === membership) &&
          (notMembership === undefined || content['membership'] !== notMembership),
      );
    return c.json({ chunk: await serialize(requester, members) });
  });

  router.get('/_matrix/client/v3/rooms/:roomId/joined_members', requireUser(), (c) =>
    c.json({ joined: access.joinedMembers(c.var.requester.user, c.req.param('roomId') as RoomId) }),
  );

  const relationsOf = async (c: Context<RouterEnv>, relType?: string, eventType?: string): Promise<Response> => {
    const { requester } = c.var;
    const query = readQuery(c, relationsQuery);
    const roomId = c.req.param('roomId') as RoomId;
    const { event } = access.event(requester.user, roomId, c.req.param('eventId') as EventId);
    const start = query.from === undefined ? undefined : parseSyncToken(query.from, 'from');
    const size = Math.min(query.limit, MAX_LIMIT);
    const found = relations.list(roomId, event.event_id, {
      relType,
      eventType,
      range: {
        direction: query.dir,
        from: query.dir === 'b' ? (start ?? context.stream.current) + 1 : (start ?? 0),
        ...(query.to !== undefined && { to: parseSyncToken(query.to, 'to') }),
        limit: size,
      },
    });
    const last = found.length < size ? undefined : found.at(-1);
    const isPeeking = access.view(requester.user, roomId).isPeeking;
    return c.json({
      chunk: await serialize(requester, visibility.visibleTo(requester.user, found, isPeeking)),
      ...(last !== undefined && { next_batch: formatSyncToken(query.dir === 'b' ? last.stream - 1 : last.stream) }),
      ...(query.from !== undefined && { prev_batch: query.from }),
    });
  };

  const relationsPath = '/_matrix/client/v1/rooms/:roomId/relations/:eventId';
  router.get(relationsPath, requireUser(), (c) => relationsOf(c));
  router.get(`${relationsPath}/:relType`, requireUser(), (c) => relationsOf(c, c.req.param('relType')));
  router.get(`${relationsPath}/:relType/:eventType`, requireUser(), (c) =>
    relationsOf(c, c.req.param('relType'), c.req.param('eventType')),
  );

  return router;
}

function parseFilter(json: string | undefined): RoomEventFilter | undefined {
  if (json === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new SynapseError(400, "Query parameter 'filter' must be a JSON object", Codes.NOT_JSON);
  }
  const parsed = roomEventFilterSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new SynapseError(400, "Query parameter 'filter' is not a valid filter", Codes.INVALID_PARAM);
}
