import type { JsonObject } from '@bouton/sdk';
import type { TestUser } from '@bouton/testing';
import { expect } from 'vitest';
import type { ConformanceCase } from '../conformance-case.ts';
import { askedFor, callsDuring } from '../support/calls.ts';
import { pathOf } from '../support/client.ts';
import { presenceRouter } from '../support/modules.ts';
import { INTERNAL_ERROR, outcomeOf } from '../support/refusal.ts';

const interest = {
  callback: 'presence_router.get_interested_users',
  modules: [
    presenceRouter(
      {
        get_interested_users: {
          watcher: { names: ['bob'] },
          babbling: { returns: ['@bob:localhost'] },
          failing: { throws: 'It went wrong' },
          refusing: { refuses: { status: 418, error: 'I am a teapot', errcode: 'M_BAD_STATE' } },
          seer: { returns: 'ALL' },
        },
        get_users_for_states: { bob: { names: ['target'] } },
      },
      'first',
    ),
    presenceRouter(
      {
        get_interested_users: {
          watcher: { names: ['carol'] },
          babbling: { names: ['carol'] },
          failing: { names: ['carol'] },
          refusing: { names: ['carol'] },
        },
        get_users_for_states: { bob: { returns: 'nobody' } },
      },
      'second',
    ),
  ],
} as const;

/** Who sees whose presence, and whom a change is routed to. */
export const presenceRouterCases: readonly ConformanceCase[] = [
  {
    ...interest,
    title: 'a user sees the presence of those whom any module names, without a room in common',
    run: async (host) => {
      const [bob, carol, dave, watcher] = await Promise.all(
        ['bob', 'carol', 'dave', 'watcher'].map((name) => host.user(name)),
      );
      for (const user of [bob!, carol!, dave!]) await goOnline(user);
      const { next_batch: since } = await expectSeen(watcher!, [bob!, carol!]);
      for (const user of [bob!, carol!, dave!]) await goOnline(user, 'Here I am');
      await expectSeen(watcher!, [bob!, carol!], String(since));
      expect((await askedFor(host, 'get_interested_users')).slice(0, 2)).toEqual(['first', 'second']);
    },
  },
  {
    ...interest,
    title: 'an exception, a SynapseError too, and anything else than a set, count as no answer',
    run: async (host) => {
      const [bob, carol] = [await host.user('bob'), await host.user('carol')];
      await goOnline(bob);
      await goOnline(carol);
      for (const name of ['failing', 'refusing', 'babbling']) await expectSeen(await host.user(name), [carol]);
    },
  },
  {
    ...interest,
    title: 'users who share a room see each other as always',
    run: async (host) => {
      const [alice, dave] = [await host.user('alice'), await host.user('dave')];
      await dave.join(await alice.createRoom({ preset: 'public_chat' }));
      await goOnline(dave);
      await expectSeen(alice, [dave]);
    },
  },
  {
    ...interest,
    title: 'where a module names all users, nobody else is asked; they must then be routed to the user',
    run: async (host) => {
      const [bob, seer] = [await host.user('bob'), await host.user('seer')];
      await goOnline(bob);
      const calls = await callsDuring(host, async () => expect(await outcomeOf(seer.sync())).toEqual(INTERNAL_ERROR));
      const asked = calls.filter(({ callback }) => callback === 'get_interested_users');
      expect(asked.map(({ module, args }) => [module, args])).toEqual([['first', [seer.userId]]]);
    },
  },
  {
    callback: 'presence_router.get_interested_users',
    title: 'a user who sees all users sees what is routed to them',
    modules: [
      presenceRouter({
        get_interested_users: { seer: { returns: 'ALL' } },
        get_users_for_states: { '*': { names: ['seer'] } },
      }),
    ],
    run: async (host) => {
      const [bob, carol, seer] = await Promise.all(['bob', 'carol', 'seer'].map((name) => host.user(name)));
      await goOnline(bob!);
      await goOnline(carol!);
      await expectSeen(seer!, [bob!, carol!]);
    },
  },
  {
    ...interest,
    callback: 'presence_router.get_users_for_states',
    title: 'gets the states that change; every module is asked, and anything else than a map is no answer',
    run: async (host) => {
      const bob = await host.user('bob');
      const calls = await callsDuring(host, () => goOnline(bob, 'Here I am'));
      const routed = calls.filter(({ callback }) => callback === 'get_users_for_states');
      // Synapse asks once for its own users, once for those of other servers.
      expect(new Set(routed.map(({ module }) => module))).toEqual(new Set(['first', 'second']));
      for (const { args } of routed) {
        expect(args).toEqual([
          [
            {
              userId: bob.userId,
              state: 'online',
              statusMsg: 'Here I am',
              currentlyActive: true,
              lastActiveTs: expect.any(Number),
              lastFederationUpdateTs: expect.any(Number),
              lastUserSyncTs: 0,
            },
          ],
        ]);
      }
    },
  },
  {
    ...interest,
    callback: 'presence_router.get_users_for_states',
    title: 'a local user to whom a change is routed sees it only where they are interested',
    run: async (host) => {
      const [bob, target] = [await host.user('bob'), await host.user('target')];
      const { next_batch: since } = await expectSeen(target, []);
      await goOnline(bob, 'Here I am');
      await expectSeen(target, [], String(since));
    },
  },
];

async function goOnline(user: TestUser, message = 'Hello'): Promise<void> {
  await user.request('PUT', pathOf('presence', user.userId, 'status'), { presence: 'online', status_msg: message });
}

/** Expects a sync to show the presence of exactly these others; resolves to the sync. */
async function expectSeen(viewer: TestUser, others: readonly TestUser[], since?: string): Promise<JsonObject> {
  const sync = await viewer.sync(since);
  const { events = [] } = (sync['presence'] ?? {}) as { events?: { sender: string }[] };
  const seen = events.map(({ sender }) => sender).filter((sender) => sender !== viewer.userId);
  expect(seen.toSorted()).toEqual(others.map(({ userId }) => userId as string).toSorted());
  return sync;
}
