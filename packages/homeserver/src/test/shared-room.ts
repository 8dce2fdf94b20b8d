import type { EventId, JsonObject, RoomId } from '@bouton/sdk';
import { client, type LoggedIn, type TestServer } from './test-server.ts';

/** A room that several users have joined. */
export interface SharedRoom {
  readonly roomId: RoomId;
  /** Sends an event; a message if no type is named. */
  send(who: LoggedIn, content: JsonObject, type?: string): Promise<EventId>;
  /** Sends a text message. */
  say(who: LoggedIn, body: string): Promise<EventId>;
  /** Marks an event as read. */
  read(who: LoggedIn, eventId: EventId, body?: JsonObject): Promise<void>;
}

/** Makes a {@linkcode SharedRoom} of the first user's, which the others join. */
export async function sharedRoom(
  server: TestServer,
  founder: LoggedIn,
  ...members: readonly LoggedIn[]
): Promise<SharedRoom> {
  const created = await server.call('POST', client('/createRoom'), { preset: 'public_chat' }, founder.token);
  const roomId = created.body.room_id as RoomId;
  const room = (path: string): string => client(`/rooms/${encodeURIComponent(roomId)}${path}`);
  for (const { token } of members) await server.call('POST', room('/join'), {}, token);
  let transactions = 0;
  const send: SharedRoom['send'] = async ({ token }, content, type = 'm.room.message') => {
    transactions += 1;
    const { status, body } = await server.call('PUT', room(`/send/${type}/t${transactions}`), content, token);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body.event_id as EventId;
  };
  return {
    roomId,
    send,
    say: (who, body) => send(who, { msgtype: 'm.text', body }),
    read: async ({ token }, eventId, body = {}) => {
      await server.call('POST', room(`/receipt/m.read/${encodeURIComponent(eventId)}`), body, token);
    },
  };
}
