import { readFileSync } from 'node:fs';
import {
  Module,
  ModuleApi,
  OnStart,
  type JsonObject,
  type RequestLimit,
  type RoomId,
  type ScheduledTask,
  type UserId,
} from '@bouton/sdk';
import { startTestHomeserver } from '@bouton/testing';
import { expect, test } from 'vitest';
import digest from './digest.ts';

const text = readFileSync(new URL('../../docs/database-and-tasks.md', import.meta.url), 'utf8');
const files = [import.meta.filename, new URL('digest.ts', import.meta.url)];
const code = withoutBlanks(files.map((file) => readFileSync(file, 'utf8')).join(''));
const blocks = [...text.matchAll(/```ts\n(.*?)```/gs)].map(([, block = '']) => block);

@Module()
export class Karma {
  constructor(
    _config: object,
    private readonly api: ModuleApi,
  ) {}

  @OnStart
  async createTable(): Promise<void> {
    if (!this.api.shouldRunBackgroundTasks()) return; // of several Synapse processes, one is enough
    await this.api.runDbInteraction('karma_create_table', (transaction) =>
      transaction.execute('CREATE TABLE IF NOT EXISTS karma (user_id TEXT PRIMARY KEY, points BIGINT NOT NULL)'),
    );
  }

  /** Gives points to users, to all or to none; resolves to how many points there are now, and to who has most. */
  async give(users: readonly UserId[], points: number): Promise<{ total: number; best: string }> {
    return this.api.runDbInteraction('karma_give', async (transaction) => {
      await transaction.executeMany(
        `INSERT INTO karma (user_id, points) VALUES (?, ?)
         ON CONFLICT (user_id) DO UPDATE SET points = karma.points + excluded.points`,
        users.map((user) => [user, points]),
      );
      const [totals, best] = await transaction.executeBatch([
        { sql: 'SELECT SUM(points) FROM karma' },
        { sql: 'SELECT user_id FROM karma ORDER BY points DESC, user_id LIMIT ?', parameters: [1] },
      ]);
      return { total: Number(totals?.[0]?.[0]), best: String(best?.[0]?.[0]) };
    });
  }

  async pointsOf(user: UserId): Promise<number> {
    return this.api.runDbInteraction('karma_points_of', async (transaction) => {
      await transaction.execute('SELECT points FROM karma WHERE user_id = ?', [user]);
      const row = await transaction.fetchOne();
      return Number(row?.[0] ?? 0);
    });
  }
}

@Module()
export class Reminders {
  constructor(
    _config: object,
    private readonly api: ModuleApi,
  ) {
    api.registerTaskAction('org.example.remind', (task) => this.#remind(task));
  }

  /** Resolves to the ID of the task, by which it can be cancelled. */
  async remind(user: UserId, room: RoomId, about: string, afterMs: number): Promise<string> {
    return this.api.scheduleTask('org.example.remind', {
      timestamp: this.api.getCurrentTimeMsec() + afterMs,
      resourceId: room,
      params: { user, room, about },
    });
  }

  async #remind({ params }: ScheduledTask): Promise<JsonObject> {
    const { user, room, about } = params as { user: UserId; room: RoomId; about: string };
    const content = { msgtype: 'm.notice', body: `Reminder: ${about}` };
    const event = await this.api.createAndSendEventIntoRoom({
      type: 'm.room.message',
      room_id: room,
      sender: user,
      content,
    });
    return { event_id: event.event_id };
  }
}

@Module()
export class Surroundings {
  readonly delivered: string[] = [];
  readonly #lookup: (user: UserId) => Promise<string>;

  constructor(
    _config: object,
    private readonly api: ModuleApi,
  ) {
    this.#lookup = api.registerCachedFunction('lookup', (user: UserId) => this.#digestOf(user), { maxEntries: 500 });
    if (api.supports('onEventDeliveredOverFederation')) {
      api.registerFederationCallbacks({
        onEventDeliveredOverFederation: ({ serverName }) => void this.delivered.push(serverName),
      });
    }
  }

  /** Computed once for each user, until it is forgotten. */
  async digestOf(user: UserId): Promise<string> {
    return this.#lookup(user);
  }

  async forget(user: UserId): Promise<void> {
    await this.api.invalidateCache(this.#lookup, [user]);
  }

  /** The default export of the file runs in a thread. */
  #digestOf(user: UserId): Promise<string> {
    return this.api.deferToThread(new URL('./digest.ts', import.meta.url), user, 1000);
  }
}

const LIMIT: RequestLimit = { name: 'org.example.digest', perSecond: 0.2, burstCount: 10 };

@Module()
export class Limited {
  constructor(
    _config: object,
    private readonly api: ModuleApi,
  ) {}

  async serve(request: Request): Promise<object> {
    const requester = await this.api.getUserByReq(request);
    await this.api.ratelimit(requester, LIMIT);
    return { user_id: requester.user };
  }
}

test.each(blocks)('docs/database-and-tasks.md shows code that compiles: %s', (block) => {
  expect(code).toContain(withoutBlanks(block));
});

/** The page shows parts of classes, indented otherwise. */
function withoutBlanks(source: string): string {
  return source.replaceAll(/\s/g, '');
}

test('docs/database-and-tasks.md shows a table that works', async () => {
  await using homeserver = await startTestHomeserver({ modules: [Karma] });
  const karma = homeserver.module(Karma);
  expect(await karma.give(['@a:localhost', '@b:localhost'], 2)).toEqual({ total: 4, best: '@a:localhost' });
  expect(await karma.give(['@b:localhost'], 3)).toEqual({ total: 7, best: '@b:localhost' });
  expect(await karma.pointsOf('@b:localhost')).toBe(5);
  expect(await karma.pointsOf('@c:localhost')).toBe(0);
});

test('docs/database-and-tasks.md shows a task that works', async () => {
  await using homeserver = await startTestHomeserver({ modules: [Reminders] });
  const alice = await homeserver.user('alice');
  const room = await alice.createRoom();
  await homeserver.module(Reminders).remind(alice.userId, room, 'lunch', 60_000);
  await homeserver.clock.advance(60_000);
  await homeserver.settled();
  const [newest] = await alice.messages(room, 1);
  expect(newest).toMatchObject({ sender: alice.userId, content: { msgtype: 'm.notice', body: 'Reminder: lunch' } });
});

test('docs/database-and-tasks.md shows threads, caches and supports() that work', async () => {
  await using homeserver = await startTestHomeserver({ modules: [Surroundings] });
  const surroundings = homeserver.module(Surroundings);
  expect(await surroundings.digestOf('@a:localhost')).toBe(digest('@a:localhost', 1000));
  await surroundings.forget('@a:localhost');
  expect(await surroundings.digestOf('@a:localhost')).toBe(digest('@a:localhost', 1000));
});

test('docs/database-and-tasks.md shows a limit that works', async () => {
  await using homeserver = await startTestHomeserver({ modules: [Limited] });
  const alice = await homeserver.user('alice');
  const request = () => new Request('http://localhost/', { headers: { authorization: `Bearer ${alice.accessToken}` } });
  for (let count = 0; count < LIMIT.burstCount; count += 1) {
    expect(await homeserver.module(Limited).serve(request())).toEqual({ user_id: alice.userId });
  }
  await expect(homeserver.module(Limited).serve(request())).rejects.toMatchObject({ status: 429 });
});
