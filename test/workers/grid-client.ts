import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@bouton/sdk';
import { requestJson, roomPath, type Answer, type SynapseUser } from '../../packages/synapse/src/test/synapse-user.ts';

/** What the module of `modules/grid.ts` says of itself. */
export interface GridState {
  /** The name of the worker that it serves; null in the main process, and in a shared host. */
  readonly worker: string | null;
  /** The Node process that it runs in. */
  readonly pid: number;
  /** The bodies of the messages that it was asked about. */
  readonly asked: readonly string[];
  /** The IDs of the messages that it was told of. */
  readonly seen: readonly string[];
  /** When its looping call ran, in milliseconds. */
  readonly ticks: readonly number[];
  /** When its looping call for all processes ran. */
  readonly ticksEverywhere: readonly number[];
}

/** A request for one of its web resources, to nginx or to one Synapse process. */
export function requestGrid(url: string, resource: string, accessToken?: string): Promise<Answer> {
  const headers = accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` };
  return requestJson(`${url}/_synapse/client/grid/${resource}`, { headers });
}

/** Its state, as one Synapse process serves it. */
export async function gridState(url: string): Promise<GridState> {
  const { status, body } = await requestGrid(url, 'state');
  if (status !== 200) throw new Error(`The module does not say its state: ${status} ${JSON.stringify(body)}`);
  return body as object as GridState;
}

/** Sends a message; several times the same one where the transaction is the same. */
export function sendMessage(
  url: string,
  { accessToken }: SynapseUser,
  room: string,
  content: JsonObject,
  transaction: string = randomUUID(),
): Promise<Answer> {
  return requestJson(`${url}${roomPath(room)}/send/m.room.message/${transaction}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ msgtype: 'm.text', ...content }),
  });
}

/** Sends what the module refuses. The refusal says which worker it serves, and in which Node process it runs. */
export function sendSpam(url: string, user: SynapseUser, room: string): Promise<Answer> {
  return sendMessage(url, user, room, { body: 'spam', spam: true });
}

/** The refusal of spam. */
export function refusal(by: { readonly worker: unknown; readonly pid: unknown }): Answer {
  const error = 'This message has been rejected as probable spam';
  return { status: 403, body: { errcode: 'M_LIMIT_EXCEEDED', error, worker: by.worker, pid: by.pid } as JsonObject };
}
