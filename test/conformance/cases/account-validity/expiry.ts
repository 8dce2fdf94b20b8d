import { expect } from 'vitest';
import type { ConformanceCase } from '../../conformance-case.ts';
import { argumentsOf, askedFor } from '../../support/calls.ts';
import { pathOf } from '../../support/client.ts';
import { accountValidity } from '../../support/modules.ts';
import { INTERNAL_ERROR, outcomeOf, type RefusedRequest } from '../../support/refusal.ts';

const EXPIRED: RefusedRequest = {
  status: 403,
  body: { errcode: 'ORG_MATRIX_EXPIRED_ACCOUNT', error: 'User account has expired' },
};
const TEAPOT: RefusedRequest = { status: 418, body: { errcode: 'M_BAD_STATE', error: 'I am a teapot', lid: 'open' } };
const refuses = { refuses: { status: 418, error: 'I am a teapot', errcode: 'M_BAD_STATE', fields: { lid: 'open' } } };

const expiring = {
  callback: 'account_validity.is_user_expired',
  modules: [
    accountValidity(
      {
        is_user_expired: {
          expired: { returns: true },
          babbling: { returns: 'yes' },
          valid: { returns: false },
          zero: { returns: 0 },
          failing: { throws: 'It went wrong' },
          refusing: refuses,
        },
      },
      'first',
    ),
    accountValidity(
      { is_user_expired: { valid: { returns: true }, zero: { returns: true }, late: { returns: true } } },
      'second',
    ),
  ],
} as const;

/** Requests that need a user, with all parts of their paths. */
const REQUESTS: readonly (readonly [method: string, ...segments: string[]])[] = [
  ['GET', 'account', 'whoami'],
  ['POST', 'account', 'deactivate'],
  ['GET', 'capabilities'],
  ['GET', 'devices'],
  ['DELETE', 'devices', 'PHONE'],
  ['POST', 'createRoom'],
  ['POST', 'join', '!room:localhost'],
  ['GET', 'joined_rooms'],
  ['GET', 'publicRooms'],
  ['PUT', 'directory', 'list', 'room', '!room:localhost'],
  ['PUT', 'profile', '@expired:localhost', 'displayname'],
  ['GET', 'pushrules', ''],
  ['PUT', 'presence', '@expired:localhost', 'status'],
  ['PUT', 'rooms', '!room:localhost', 'send', 'm.room.message', 'transaction'],
  ['PUT', 'rooms', '!room:localhost', 'state', 'm.room.topic', ''],
  ['POST', 'rooms', '!room:localhost', 'leave'],
  ['GET', 'rooms', '!room:localhost', 'messages'],
  ['GET', 'sync'],
  ['PUT', 'user', '@expired:localhost', 'account_data', 'org.example.data'],
  ['POST', 'user_directory', 'search'],
];

/** Accounts that expire. */
export const expiryCases: readonly ConformanceCase[] = [
  {
    ...expiring,
    title: 'true is answered with 403 ORG_MATRIX_EXPIRED_ACCOUNT, whatever the user wants',
    run: async (host) => {
      const expired = await host.user('expired');
      for (const [method, ...segments] of REQUESTS) {
        const body = method === 'GET' ? undefined : {};
        const outcome = await outcomeOf(expired.request(method, pathOf(...segments), body));
        expect([method, ...segments, outcome]).toEqual([method, ...segments, EXPIRED]);
      }
      expect(await outcomeOf(expired.upload('Hello', 'text/plain'))).toEqual(EXPIRED);
      const asked = Array.from({ length: REQUESTS.length + 1 }, () => [expired.userId]);
      expect(await argumentsOf(host, 'is_user_expired')).toEqual(asked);
      expect((await expired.fetch('/_matrix/client/versions')).status).toBe(200);
    },
  },
  {
    ...expiring,
    title: 'an expired user may log out of one device, or of all',
    run: async (host) => {
      const [expired, late] = [await host.user('expired'), await host.user('late')];
      await expired.logout();
      await late.request('POST', pathOf('logout', 'all'), {});
      expect(await argumentsOf(host, 'is_user_expired')).toEqual([]);
      expect(await outcomeOf(late.sync())).toMatchObject({ status: 401, body: { errcode: 'M_UNKNOWN_TOKEN' } });
    },
  },
  {
    ...expiring,
    title: 'an expired administrator is refused as well',
    run: async (host) => {
      const expired = await host.user('expired', { admin: true });
      const path = `/_synapse/admin/v2/users/${encodeURIComponent(expired.userId)}`;
      expect(await outcomeOf(expired.request('GET', path))).toEqual(EXPIRED);
    },
  },
  {
    ...expiring,
    title: 'while modules cannot tell, the next one is asked; at last the user is let in',
    run: async (host) => {
      const [alice, late] = [await host.user('alice'), await host.user('late')];
      expect(await outcomeOf(alice.joinedRooms())).toBe('allowed');
      expect(await outcomeOf(late.joinedRooms())).toEqual(EXPIRED);
      expect(await askedFor(host, 'is_user_expired')).toEqual(['first', 'second', 'first', 'second']);
    },
  },
  {
    ...expiring,
    title: 'the first answer counts, true or not, and nobody else is asked',
    run: async (host) => {
      const [valid, zero, babbling] = [await host.user('valid'), await host.user('zero'), await host.user('babbling')];
      expect(await outcomeOf(valid.joinedRooms())).toBe('allowed');
      expect(await outcomeOf(zero.joinedRooms())).toBe('allowed');
      expect(await outcomeOf(babbling.joinedRooms())).toEqual(EXPIRED);
      expect(await askedFor(host, 'is_user_expired')).toEqual(['first', 'first', 'first']);
    },
  },
  {
    ...expiring,
    modules: expiring.modules.toReversed(),
    title: 'in the other order, the other module is heard',
    run: async (host) => {
      const valid = await host.user('valid');
      expect(await outcomeOf(valid.joinedRooms())).toEqual(EXPIRED);
      expect(await askedFor(host, 'is_user_expired')).toEqual(['second']);
    },
  },
  {
    ...expiring,
    title: 'an exception fails the request, a SynapseError reaches the client as it is',
    run: async (host) => {
      const [failing, refusing] = [await host.user('failing'), await host.user('refusing')];
      expect(await outcomeOf(failing.joinedRooms())).toEqual(INTERNAL_ERROR);
      expect(await outcomeOf(refusing.joinedRooms())).toEqual(TEAPOT);
    },
  },
];
