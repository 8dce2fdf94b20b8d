import { setTimeout as sleep } from 'node:timers/promises';
import { roomPath, type Answer, type SynapseUser } from '../../packages/synapse/src/test/synapse-user.ts';
import { sendMessage } from './grid-client.ts';

/** What each sender waits between two requests, in milliseconds. */
const PAUSE = 100;
/** What the bodies of their messages begin with. */
const PREFIX = 'sent by';

/** A message, and how it was answered. */
export interface Sent {
  readonly body: string;
  readonly isSpam: boolean;
  /** One for each time that it was sent. */
  readonly answers: readonly Answer[];
  /** How long the slowest answer took, in milliseconds. */
  readonly slowestMs: number;
}

/** Users who send messages, a third of them spam, until they are told to stop. */
export class Senders implements AsyncDisposable {
  readonly #sending: Promise<readonly Sent[]>[];
  #isStopping = false;

  /** @param options.isRetried Whether what was answered with a server's error is sent again, as clients do. */
  constructor(
    users: readonly SynapseUser[],
    { url, room, isRetried }: { url: string; room: string; isRetried: boolean },
  ) {
    this.#sending = users.map(async (user) => {
      const sent: Sent[] = [];
      while (!this.#isStopping) {
        const message = { body: `${PREFIX} ${user.userId}: ${sent.length}`, isSpam: sent.length % 3 === 2 };
        sent.push(await send(message, () => sendOnce(url, user, room, message), isRetried));
        await sleep(PAUSE);
      }
      return sent;
    });
  }

  /** Resolves to what was sent, when all of it is answered. */
  async stop(): Promise<readonly Sent[]> {
    this.#isStopping = true;
    return (await Promise.all(this.#sending)).flat();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

/** The bodies of all messages of {@linkcode Senders} in a room, by their events' IDs. */
export async function storedMessages(user: SynapseUser, room: string): Promise<ReadonlyMap<string, string>> {
  const stored = new Map<string, string>();
  for (let page = ''; ;) {
    const { body } = await user.request('GET', `${roomPath(room)}/messages?dir=b&limit=500${page}`);
    for (const { event_id, content } of body['chunk'] as { event_id: string; content: { body?: string } }[]) {
      if (content.body?.startsWith(PREFIX)) stored.set(event_id, content.body);
    }
    if (body['end'] === undefined) return stored;
    page = `&from=${String(body['end'])}`;
  }
}

type Message = Pick<Sent, 'body' | 'isSpam'>;

async function send(message: Message, once: () => Promise<Answer>, isRetried: boolean): Promise<Sent> {
  const answers: Answer[] = [];
  let slowestMs = 0;
  for (;;) {
    const from = performance.now();
    const answer = await once();
    slowestMs = Math.max(slowestMs, performance.now() - from);
    answers.push(answer);
    if (!isRetried || answer.status < 500) return { ...message, answers, slowestMs };
    await sleep(PAUSE);
  }
}

async function sendOnce(url: string, user: SynapseUser, room: string, { body, isSpam }: Message): Promise<Answer> {
  try {
    return await sendMessage(url, user, room, { body, ...(isSpam && { spam: true }) }, encodeURIComponent(body));
  } catch (error) {
    // nginx answers with HTML where no process answers.
    if (error instanceof SyntaxError) return { status: 502, body: {} };
    throw error;
  }
}
