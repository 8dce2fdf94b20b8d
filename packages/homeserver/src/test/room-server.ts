import type { ModuleEntry } from '@bouton/runtime';
import type { JsonObject } from '@bouton/sdk';
import { client, testServer, type Answer, type LoggedIn, type TestServer } from './test-server.ts';

/** A whole homeserver with alice, bob, and a public room of alice's. */
export interface RoomServer extends AsyncDisposable {
  readonly server: TestServer;
  readonly alice: LoggedIn;
  readonly bob: LoggedIn;
  readonly roomId: string;
  /** The path of an endpoint of the room: `/state` with what precedes it. */
  room(path: string): string;
  /** Sends a user's request; without a body an empty object, if the method wants one. */
  ask(who: LoggedIn, method: string, path: string, body?: JsonObject | string): Promise<Answer>;
}

/** Starts a {@linkcode RoomServer} in memory. */
export async function roomServer(modules: readonly ModuleEntry[] = []): Promise<RoomServer> {
  const server = await testServer({}, modules);
  const alice = await server.quickUser('alice');
  const bob = await server.quickUser('bob');
  const created = await server.call('POST', client('/createRoom'), { preset: 'public_chat' }, alice.token);
  const roomId = String(created.body['room_id']);
  return {
    server,
    alice,
    bob,
    roomId,
    room: (path: string) => client(`/rooms/${encodeURIComponent(roomId)}${path}`),
    ask: (who, method, path, body) => server.call(method, path, body ?? (method === 'GET' ? undefined : {}), who.token),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
