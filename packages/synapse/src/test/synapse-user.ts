import type { JsonObject } from '@bouton/sdk';

/** The answer of a request: the status, and the body as JSON. */
export interface Answer {
  readonly status: number;
  readonly body: JsonObject;
}

/** A user of the Synapse under test. Requests resolve whatever the answer is: tests compare it whole. */
export class SynapseUser {
  readonly userId: string;
  readonly accessToken: string;
  readonly #url: string;
  #transactions = 0;

  constructor(url: string, login: JsonObject) {
    this.#url = url;
    this.userId = String(login['user_id']);
    this.accessToken = String(login['access_token']);
  }

  static async register(url: string, username: string): Promise<SynapseUser> {
    const { status, body } = await requestJson(`${url}/_matrix/client/v3/register`, {
      method: 'POST',
      body: JSON.stringify({ username, password: 'pw', auth: { type: 'm.login.dummy' } }),
    });
    if (status !== 200) throw new Error(`${username} cannot register: ${status} ${JSON.stringify(body)}`);
    return new SynapseUser(url, body);
  }

  /** A request with this user's access token. */
  request(method: string, path: string, body?: JsonObject): Promise<Answer> {
    return requestJson(`${this.#url}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.accessToken}` },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  createRoom(body: JsonObject = {}): Promise<Answer> {
    return this.request('POST', '/_matrix/client/v3/createRoom', body);
  }

  send(room: string, content: JsonObject, type = 'm.room.message'): Promise<Answer> {
    this.#transactions += 1;
    return this.request('PUT', `${roomPath(room)}/send/${type}/t${this.#transactions}`, content);
  }

  /** Sends a text message. */
  say(room: string, body: string): Promise<Answer> {
    return this.send(room, { msgtype: 'm.text', body });
  }

  invite(room: string, userId: string): Promise<Answer> {
    return this.request('POST', `${roomPath(room)}/invite`, { user_id: userId });
  }

  join(room: string): Promise<Answer> {
    return this.request('POST', `${roomPath(room)}/join`, {});
  }

  event(room: string, event: string): Promise<Answer> {
    return this.request('GET', `${roomPath(room)}/event/${encodeURIComponent(event)}`);
  }

  upload(content: string): Promise<Answer> {
    return requestJson(`${this.#url}/_matrix/media/v3/upload`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.accessToken}`, 'content-type': 'text/plain' },
      body: content,
    });
  }
}

/** The path of a room in the Client-Server API. */
export function roomPath(room: string): string {
  return `/_matrix/client/v3/rooms/${encodeURIComponent(room)}`;
}

/** Any request; resolves to its status and JSON body. */
export async function requestJson(url: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  return { status: response.status, body: (await response.json()) as JsonObject };
}
