import type { JsonObject, RoomId } from '@bouton/sdk';
import { MatrixError, type TestUser } from '@bouton/testing';
import type { ConformanceHost } from '../conformance-case.ts';

const CLIENT = '/_matrix/client/v3';

/** The path of an endpoint of the Client-Server API; segments are encoded. */
export function pathOf(...segments: readonly string[]): string {
  return [CLIENT, ...segments.map(encodeURIComponent)].join('/');
}

/** A request of somebody who is not logged in. @throws {MatrixError} Where the homeserver refuses. */
export async function post(
  host: ConformanceHost,
  path: string,
  body: JsonObject,
  headers: Readonly<Record<string, string>> = {},
): Promise<JsonObject> {
  const response = await host.fetch(path, { method: 'POST', body: JSON.stringify(body), headers: { ...headers } });
  const answer = (await response.json()) as JsonObject;
  if (!response.ok) throw new MatrixError(`POST ${path}`, response.status, answer);
  return answer;
}

/** Logs somebody in; resolves to the answer. @throws {MatrixError} Where the homeserver refuses. */
export function logIn(
  host: ConformanceHost,
  login: JsonObject,
  headers?: Readonly<Record<string, string>>,
): Promise<JsonObject> {
  return post(host, pathOf('login'), login, headers);
}

/** Invites an email address to a room, by way of an identity server that nobody runs. */
export function inviteByMail(user: TestUser, room: RoomId, address: string): Promise<JsonObject> {
  const invite = { medium: 'email', address, id_server: '127.0.0.1:1', id_access_token: 'token' };
  return user.request('POST', pathOf('rooms', room, 'invite'), invite);
}
