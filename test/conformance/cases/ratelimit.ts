import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../conformance-case.ts';
import { argumentsOf, askedFor } from '../support/calls.ts';
import { ratelimit } from '../support/modules.ts';
import { INTERNAL_ERROR, outcomeOf } from '../support/refusal.ts';

const GENEROUS = { returns: { perSecond: 1000, burstCount: 1000 } };
const STRICT = { returns: { perSecond: 0.001, burstCount: 1 } };

const setup = {
  callback: 'ratelimit.get_ratelimit_override_for_user',
  modules: [
    ratelimit(
      {
        get_ratelimit_override_for_user: {
          trusted: GENEROUS,
          suspected: STRICT,
          free: { returns: { perSecond: 0, burstCount: 0 } },
          torn: GENEROUS,
          failing: { throws: 'It went wrong' },
          refusing: { refuses: { status: 418, error: 'I am a teapot', errcode: 'M_BAD_STATE' } },
        },
      },
      'first',
    ),
    ratelimit({ get_ratelimit_override_for_user: { torn: STRICT } }, 'second'),
  ],
  settings: {
    rc_invites: {
      per_room: { per_second: 0.001, burst_count: 2 },
      per_user: { per_second: 1000, burst_count: 1000 },
      per_issuer: { per_second: 1000, burst_count: 1000 },
    },
  },
} as const;

const LIMITED = {
  status: 429,
  body: { errcode: 'M_LIMIT_EXCEEDED', error: 'Too Many Requests', retry_after_ms: expect.any(Number) },
};

/** Users' own rate limits. */
export const ratelimitCases: readonly ConformanceCase[] = [
  {
    ...setup,
    title: 'gets who invites and the limiter, limiter by limiter; every module is asked that has no answer',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      await alice.invite(await alice.createRoom(), bob);
      const limiters = ['rc_invites.per_room', 'rc_invites.per_user', 'rc_invites.per_issuer'];
      const calls = limiters.flatMap((limiter) => [
        [alice.userId, limiter],
        [alice.userId, limiter],
      ]);
      expect(await argumentsOf(host, 'get_ratelimit_override_for_user')).toEqual(calls);
    },
  },
  {
    ...setup,
    title: "where no module answers, the homeserver's limit counts",
    run: async (host) => expect(await invitesOf(host, 'alice')).toEqual(['allowed', 'allowed', LIMITED]),
  },
  {
    ...setup,
    title: 'a higher limit lets more pass, a lower one less',
    run: async (host) => {
      expect(await invitesOf(host, 'trusted')).toEqual(['allowed', 'allowed', 'allowed']);
      expect(await invitesOf(host, 'suspected')).toEqual(['allowed', LIMITED, LIMITED]);
    },
  },
  {
    ...setup,
    title: 'no actions per second: no limit',
    run: async (host) => expect(await invitesOf(host, 'free')).toEqual(['allowed', 'allowed', 'allowed']),
  },
  {
    ...setup,
    title: 'the first module that answers is heard, and nobody else is asked',
    run: async (host) => {
      expect(await invitesOf(host, 'torn')).toEqual(['allowed', 'allowed', 'allowed']);
      expect(new Set(await askedFor(host, 'get_ratelimit_override_for_user'))).toEqual(new Set(['first']));
    },
  },
  {
    ...setup,
    modules: setup.modules.toReversed(),
    title: 'in the other order, the other module is heard',
    run: async (host) => expect(await invitesOf(host, 'torn')).toEqual(['allowed', LIMITED, LIMITED]),
  },
  {
    ...setup,
    title: 'an exception fails the request, a SynapseError reaches the client as it is',
    run: async (host) => {
      expect(await invitesOf(host, 'failing')).toEqual([INTERNAL_ERROR, INTERNAL_ERROR, INTERNAL_ERROR]);
      const teapot = { status: 418, body: { errcode: 'M_BAD_STATE', error: 'I am a teapot' } };
      expect(await invitesOf(host, 'refusing')).toEqual([teapot, teapot, teapot]);
    },
  },
];

/** What comes of three invites of the user to one room. */
async function invitesOf(host: ConformanceHost, name: string): Promise<unknown[]> {
  const user = await host.user(name);
  const room = await user.createRoom();
  const outcomes: unknown[] = [];
  for (const guest of ['bob', 'carol', 'dave']) {
    // Guests of nobody else: one limit is that of the invites that a guest gets.
    outcomes.push(await outcomeOf(user.invite(room, await host.user(`${guest}-of-${name}`))));
  }
  return outcomes;
}
