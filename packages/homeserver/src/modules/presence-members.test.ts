import {
  Module,
  PRESENCE_ALL_USERS,
  PresenceRouter,
  type JsonObject,
  type UserId,
  type UserPresenceState,
} from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { sharedRoom } from '../test/shared-room.ts';
import { client, testServer, type LoggedIn, type TestServer } from '../test/test-server.ts';

interface Synced {
  readonly since: string;
  readonly presence: Record<string, JsonObject>;
}

/** A sync that does not make the user online, and whose presence it brings. */
async function sync(server: TestServer, { token }: LoggedIn, since?: string, timeout = 0): Promise<Synced> {
  const query = new URLSearchParams({ set_presence: 'offline', timeout: String(timeout), ...(since && { since }) });
  const { body } = await server.call('GET', client(`/sync?${query.toString()}`), undefined, token);
  const events = body.presence.events as { sender: string; content: JsonObject }[];
  return {
    since: body.next_batch,
    presence: Object.fromEntries(events.map(({ sender, content }) => [sender, content])),
  };
}

async function start(modules?: Parameters<typeof testServer>[1]) {
  const server = await testServer({}, modules);
  const alice = await server.quickUser('alice');
  const bob = await server.quickUser('bob');
  await sharedRoom(server, alice, bob);
  return { server, alice, bob, api: server.host, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

describe('presenceMembers()', () => {
  test('`setPresenceForUsers()` sets states and messages, and waiting clients hear of it', async () => {
    await using started = await start();
    const { server, alice, bob, api } = started;
    const { since } = await sync(server, bob);
    const waiting = sync(server, bob, since, 30_000);
    await api.setPresenceForUsers(new Map([[alice.userId, ['busy', 'In a call']]]));
    const news = await waiting;
    expect(news.presence).toEqual({ [alice.userId]: { presence: 'busy', status_msg: 'In a call' } });
    await api.setPresenceForUsers(
      new Map([
        [alice.userId, ['online']],
        [bob.userId, ['unavailable', null]],
      ]),
    );
    expect((await sync(server, bob, news.since)).presence).toEqual({
      [alice.userId]: { presence: 'online', currently_active: false },
      [bob.userId]: { presence: 'unavailable' },
    });
  });

  test('`setPresenceForUsers()` tells also of what is as it was', async () => {
    await using started = await start();
    const { server, alice, bob, api } = started;
    await api.setPresenceForUsers(new Map([[alice.userId, ['unavailable', 'x']]]));
    const { since } = await sync(server, bob);
    await api.setPresenceForUsers(new Map([[alice.userId, ['unavailable', 'x']]]));
    expect(Object.keys((await sync(server, bob, since)).presence)).toEqual([alice.userId]);
    await api.setPresenceForUsers(new Map());
  });

  test('`setPresenceForUsers()` keeps the presence of remote users, and asks the routers once for all', async () => {
    const asked: string[][] = [];
    @Module()
    class Router {
      @PresenceRouter
      getUsersForStates(states: readonly UserPresenceState[]): Map<UserId, Set<UserPresenceState>> {
        asked.push(states.map(({ userId, state }) => `${userId} ${state}`));
        return new Map([['@bob:test', new Set(states)]]);
      }

      @PresenceRouter
      getInterestedUsers(user: UserId): typeof PRESENCE_ALL_USERS | Set<UserId> {
        return user === '@bob:test' ? PRESENCE_ALL_USERS : new Set();
      }
    }
    await using started = await start([Router]);
    const { server, alice, bob, api } = started;
    const { since } = await sync(server, bob);
    asked.length = 0;
    await api.setPresenceForUsers(
      new Map([
        ['@remote:elsewhere', ['unavailable', 'Far']],
        [alice.userId, ['unavailable']],
      ]),
    );
    expect(asked).toEqual([['@remote:elsewhere unavailable', '@alice:test unavailable']]);
    expect((await sync(server, bob, since)).presence).toEqual({
      '@remote:elsewhere': { presence: 'unavailable', status_msg: 'Far' },
      [alice.userId]: { presence: 'unavailable' },
    });
    expect((await sync(server, alice)).presence).toEqual({ [alice.userId]: { presence: 'unavailable' } });
  });

  test('`sendLocalOnlinePresenceTo()` shows all who are online at the next sync, and only then', async () => {
    await using started = await start();
    const { server, alice, bob, api } = started;
    const carol = await server.quickUser('carol');
    await api.setPresenceForUsers(
      new Map([
        [alice.userId, ['unavailable', 'x']],
        [carol.userId, ['unavailable']],
      ]),
    );
    const first = await sync(server, bob);
    const second = await sync(server, bob, first.since);
    const waiting = sync(server, bob, second.since, 30_000);
    await api.sendLocalOnlinePresenceTo([bob.userId]);
    const third = await waiting;
    const fourth = await sync(server, bob, third.since);
    const shown = { [alice.userId]: { presence: 'unavailable', status_msg: 'x' } };
    expect([first, second, third, fourth].map(({ presence }) => presence)).toEqual([shown, {}, shown, {}]);
    expect((await sync(server, alice, (await sync(server, alice)).since)).presence).toEqual({});
  });

  test('`sendLocalOnlinePresenceTo()` passes over remote users, and refuses what is not a user', async () => {
    await using started = await start();
    const { api } = started;
    await expect(api.sendLocalOnlinePresenceTo(['@remote:elsewhere'])).resolves.toBeUndefined();
    await expect(api.sendLocalOnlinePresenceTo(['remote' as UserId])).rejects.toThrow(
      "Expected UserID string to start with '@'",
    );
  });

  test('if presence is switched off, nothing is set or shown', async () => {
    await using server = await testServer({ presence: { enabled: false } });
    const alice = await server.quickUser('alice');
    await server.host.setPresenceForUsers(new Map([[alice.userId, ['online']]]));
    await server.host.sendLocalOnlinePresenceTo([alice.userId]);
    expect((await sync(server, alice)).presence).toEqual({});
  });
});
