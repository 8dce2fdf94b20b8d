import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startBouton, type BoutonProcess } from '../support/start-bouton.ts';

const CONFIG = 'server_name: localhost\nenable_registration: true\nmodules: []\n';
const SENDERS = 8;
const RUN_FOR = 700;

/** A client of the homeserver that is running. */
class Client {
  readonly token: string;
  readonly #baseUrl: string;

  private constructor(baseUrl: string, token: string) {
    this.#baseUrl = baseUrl;
    this.token = token;
  }

  static async register(bouton: BoutonProcess, username: string): Promise<Client> {
    const url = `${bouton.baseUrl}/_matrix/client/v3/register`;
    const body = JSON.stringify({ username, password: 'correct horse', auth: { type: 'm.login.dummy' } });
    const response = await fetch(url, { method: 'POST', body });
    const { access_token: token } = (await response.json()) as { access_token: string };
    return new Client(bouton.baseUrl, token);
  }

  /** The same client, of the homeserver that was started again. */
  at(bouton: BoutonProcess): Client {
    return new Client(bouton.baseUrl, this.token);
  }

  async call(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.#baseUrl}/_matrix/client/v3${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${JSON.stringify(answer)}`);
    return answer;
  }

  async send(roomId: string, txnId: string): Promise<string> {
    const path = `/rooms/${encodeURIComponent(roomId)}/send/m.room.message/${txnId}`;
    return String((await this.call('PUT', path, { msgtype: 'm.text', body: txnId }))['event_id']);
  }
}

test(
  'after `kill -9` every event that was acknowledged is there, and transactions are known',
  { timeout: 60_000 },
  async () => {
    await using first = await startBouton(CONFIG);
    const alice = await Client.register(first, 'alice');
    const { room_id: roomId } = await alice.call('POST', '/createRoom', { name: 'Crash test' });

    // Several senders, each waiting for one answer after the other, until the homeserver dies under them.
    const acknowledged: { readonly txnId: string; readonly eventId: string }[] = [];
    const refused: unknown[] = [];
    const sending = Array.from({ length: SENDERS }, async (_, sender) => {
      for (let count = 0; ; count += 1) {
        const txnId = `${sender}-${count}`;
        const eventId = await alice.send(String(roomId), txnId).catch((error: unknown) => void refused.push(error));
        if (eventId === undefined) return;
        acknowledged.push({ txnId, eventId });
      }
    });
    await sleep(RUN_FOR);
    await first.kill();
    await Promise.all(sending);
    expect(refused).toHaveLength(SENDERS);
    expect(acknowledged.length).toBeGreaterThan(SENDERS);

    await using second = await startBouton(CONFIG, { folder: first.folder });
    const again = alice.at(second);
    const lost: string[] = [];
    for (const { txnId, eventId } of acknowledged) {
      const path = `/rooms/${encodeURIComponent(String(roomId))}/event/${encodeURIComponent(eventId)}`;
      const event = await again.call('GET', path).catch(() => undefined);
      if ((event?.['content'] as { body?: string } | undefined)?.body !== txnId) lost.push(eventId);
    }
    expect(lost).toEqual([]);
    for (const { txnId, eventId } of acknowledged.slice(-SENDERS)) {
      expect(await again.send(String(roomId), txnId)).toBe(eventId);
    }

    // The room goes on: what comes now is newer than all that was there.
    const newest = await again.send(String(roomId), 'after');
    const { chunk } = await again.call('GET', `/rooms/${encodeURIComponent(String(roomId))}/messages?dir=b&limit=1`);
    expect((chunk as { event_id: string }[]).map(({ event_id }) => event_id)).toEqual([newest]);
  },
);
