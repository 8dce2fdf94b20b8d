import type { CreateRoomRequest, EventId, JsonObject, RoomAlias, RoomId, UserId } from '@bouton/sdk';
import { MatrixError } from './matrix-error.ts';
import { causeOf } from './request-failures.ts';

/** Sends a request to the homeserver under test. */
export type Fetch = (path: string, init?: RequestInit) => Promise<Response>;

/** Somebody to invite, kick or ban: a test user, or any user ID. */
export type Target = TestUser | UserId;

const CLIENT = '/_matrix/client/v3';

/**
 * A user of the homeserver under test, logged in on one device. Every method is a request of the Client-Server API, and
 * rejects with a {@linkcode MatrixError} if the homeserver refuses. https://spec.matrix.org/v1.16/client-server-api/
 */
export class TestUser {
  readonly userId: UserId;
  readonly deviceId: string;
  readonly accessToken: string;
  readonly #fetch: Fetch;
  #transactions = 0;

  constructor(fetch: Fetch, login: { userId: UserId; deviceId: string; accessToken: string }) {
    this.#fetch = fetch;
    this.userId = login.userId;
    this.deviceId = login.deviceId;
    this.accessToken = login.accessToken;
  }

  /** Any request with this user's access token and a JSON body; resolves to the JSON body of the answer. */
  async request(method: string, path: string, body?: JsonObject): Promise<JsonObject> {
    const response = await this.fetch(path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const answer = (await response.json()) as JsonObject;
    if (!response.ok) throw new MatrixError(`${method} ${path}`, response.status, answer, causeOf(response));
    return answer;
  }

  /** Any request with this user's access token; resolves to the answer as it is. */
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${this.accessToken}`);
    return this.#fetch(path, { ...init, headers });
  }

  async createRoom(body: CreateRoomRequest = {}): Promise<RoomId> {
    return (await this.request('POST', `${CLIENT}/createRoom`, body))['room_id'] as RoomId;
  }

  /** Joins a room by its ID or by an alias. */
  async join(room: RoomId | RoomAlias): Promise<RoomId> {
    return (await this.request('POST', `${CLIENT}/join/${encodeURIComponent(room)}`, {}))['room_id'] as RoomId;
  }

  async leave(room: RoomId): Promise<void> {
    await this.request('POST', roomPath(room, 'leave'), {});
  }

  async knock(room: RoomId, reason?: string): Promise<void> {
    await this.request('POST', `${CLIENT}/knock/${encodeURIComponent(room)}`, reason === undefined ? {} : { reason });
  }

  async invite(room: RoomId, target: Target): Promise<void> {
    await this.request('POST', roomPath(room, 'invite'), { user_id: idOf(target) });
  }

  async kick(room: RoomId, target: Target): Promise<void> {
    await this.request('POST', roomPath(room, 'kick'), { user_id: idOf(target) });
  }

  async ban(room: RoomId, target: Target): Promise<void> {
    await this.request('POST', roomPath(room, 'ban'), { user_id: idOf(target) });
  }

  async unban(room: RoomId, target: Target): Promise<void> {
    await this.request('POST', roomPath(room, 'unban'), { user_id: idOf(target) });
  }

  /** Sends an event that is not state. */
  async send(room: RoomId, type: string, content: JsonObject): Promise<EventId> {
    const path = roomPath(room, 'send', type, `t${(this.#transactions += 1)}`);
    return (await this.request('PUT', path, content))['event_id'] as EventId;
  }

  /** Sends a text message. */
  say(room: RoomId, text: string): Promise<EventId> {
    return this.send(room, 'm.room.message', { msgtype: 'm.text', body: text });
  }

  async sendState(room: RoomId, type: string, content: JsonObject, stateKey = ''): Promise<EventId> {
    return (await this.request('PUT', roomPath(room, 'state', type, stateKey), content))['event_id'] as EventId;
  }

  async redact(room: RoomId, event: EventId, reason?: string): Promise<EventId> {
    const path = roomPath(room, 'redact', event, `t${(this.#transactions += 1)}`);
    return (await this.request('PUT', path, reason === undefined ? {} : { reason }))['event_id'] as EventId;
  }

  /** The content of a state event. */
  state(room: RoomId, type: string, stateKey = ''): Promise<JsonObject> {
    return this.request('GET', roomPath(room, 'state', type, stateKey));
  }

  /** An event in the format that clients receive. */
  event(room: RoomId, event: EventId): Promise<JsonObject> {
    return this.request('GET', roomPath(room, 'event', event));
  }

  /** The newest events of the room that this user may see, newest first. */
  async messages(room: RoomId, limit = 100): Promise<JsonObject[]> {
    const page = await this.request('GET', `${roomPath(room, 'messages')}?dir=b&limit=${limit}`);
    return page['chunk'] as JsonObject[];
  }

  async joinedRooms(): Promise<RoomId[]> {
    return (await this.request('GET', `${CLIENT}/joined_rooms`))['joined_rooms'] as RoomId[];
  }

  /** One sync; without `since` the whole. Waits no longer than `timeout` milliseconds for news. */
  sync(since?: string, timeout = 0): Promise<JsonObject> {
    const query = new URLSearchParams({ timeout: String(timeout), ...(since === undefined ? {} : { since }) });
    return this.request('GET', `${CLIENT}/sync?${query.toString()}`);
  }

  async setDisplayname(displayname: string): Promise<void> {
    await this.request('PUT', `${CLIENT}/profile/${encodeURIComponent(this.userId)}/displayname`, { displayname });
  }

  async setAvatarUrl(avatarUrl: string): Promise<void> {
    const path = `${CLIENT}/profile/${encodeURIComponent(this.userId)}/avatar_url`;
    await this.request('PUT', path, { avatar_url: avatarUrl });
  }

  /** Says that this user is online, away or not, and what they do. */
  async setPresence(presence: 'online' | 'unavailable' | 'offline', statusMsg?: string): Promise<void> {
    const path = `${CLIENT}/presence/${encodeURIComponent(this.userId)}/status`;
    await this.request('PUT', path, { presence, ...(statusMsg === undefined ? {} : { status_msg: statusMsg }) });
  }

  /** This user's global account data of one type; undefined if there is none. */
  async accountData(type: string): Promise<JsonObject | undefined> {
    try {
      return await this.request('GET', this.#accountDataPath(type));
    } catch (error) {
      if (error instanceof MatrixError && error.status === 404) return undefined;
      throw error;
    }
  }

  async setAccountData(type: string, content: JsonObject): Promise<void> {
    await this.request('PUT', this.#accountDataPath(type), content);
  }

  /** Uploads a file; resolves to its `mxc:` URI. */
  async upload(content: string | Uint8Array<ArrayBuffer>, type: string, name?: string): Promise<string> {
    const query = name === undefined ? '' : `?${new URLSearchParams({ filename: name }).toString()}`;
    const path = `/_matrix/media/v3/upload${query}`;
    const body = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const headers = { 'content-type': type, 'content-length': String(body.byteLength) };
    const response = await this.fetch(path, { method: 'POST', body, headers });
    const answer = (await response.json()) as JsonObject;
    if (!response.ok) throw new MatrixError(`POST ${path}`, response.status, answer, causeOf(response));
    return answer['content_uri'] as string;
  }

  /** Downloads a file by its `mxc:` URI; the answer as it is. */
  download(uri: string): Promise<Response> {
    return this.fetch(`/_matrix/client/v1/media/download/${uri.replace(/^mxc:\/\//, '')}`);
  }

  /** Logs this user's device out. */
  async logout(): Promise<void> {
    await this.request('POST', `${CLIENT}/logout`, {});
  }

  #accountDataPath(type: string): string {
    return `${CLIENT}/user/${encodeURIComponent(this.userId)}/account_data/${encodeURIComponent(type)}`;
  }
}

function idOf(target: Target): UserId {
  return typeof target === 'string' ? target : target.userId;
}

function roomPath(room: RoomId, ...segments: string[]): string {
  return [CLIENT, 'rooms', ...[room, ...segments].map(encodeURIComponent)].join('/');
}
