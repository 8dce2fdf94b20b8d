import type { JsonObject } from '@bouton/sdk';
import type { TestUser } from '@bouton/testing';
import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../../conformance-case.ts';
import { argumentsOf } from '../../support/calls.ts';
import { pathOf } from '../../support/client.ts';
import { otpChecker, passwordChecker } from '../../support/modules.ts';
import { outcomeOf } from '../../support/refusal.ts';

const OTP = 'org.example.otp';

const both = {
  callback: 'password_auth_provider.auth_checkers',
  modules: [
    otpChecker(
      {
        auth_checkers: {
          alice: { names: ['alice'] },
          impostor: { names: ['alice'] },
          failing: { throws: 'It went wrong' },
        },
      },
      'first',
    ),
    passwordChecker({}, 'second'),
  ],
} as const;

/** Users who must show again who they are, for something that a stolen token must not do. */
export const reauthenticationCases: readonly ConformanceCase[] = [
  {
    ...both,
    title: 'the login types of modules are ways to show again who one is',
    run: async (host) => {
      const alice = await host.user('alice');
      const { status, body } = (await outcomeOf(deleteDevice(alice))) as { status: number; body: JsonObject };
      expect(status).toBe(401);
      expect(body).toEqual({
        session: expect.any(String),
        flows: expect.arrayContaining([{ stages: [OTP] }, { stages: ['m.login.password'] }]),
        params: {},
      });
      await deleteDevice(alice, { ...auth(host, 'alice'), session: body['session']! });
      expect(await argumentsOf(host, 'auth_checkers')).toEqual([[host.localpart('alice'), OTP, { otp: 1, hint: 2 }]]);
      expect(await outcomeOf(alice.joinedRooms())).toMatchObject({ status: 401 });
    },
  },
  {
    ...both,
    title: 'nothing follows such a login',
    run: async (host) => {
      const alice = await host.user('alice');
      await deleteDevice(alice, auth(host, 'alice'));
      expect(await argumentsOf(host, 'post_login')).toEqual([]);
    },
  },
  {
    ...both,
    title: 'a refusal is answered with 401 and the reason',
    run: async (host) => {
      for (const name of ['stranger', 'failing']) {
        const user = await host.user(name);
        expect(await outcomeOf(deleteDevice(user, auth(host, name)))).toMatchObject({
          status: 401,
          body: { errcode: 'M_FORBIDDEN', error: 'Invalid username or password', completed: [] },
        });
      }
    },
  },
  {
    ...both,
    title: 'somebody else than who makes the request is refused',
    run: async (host) => {
      const [, impostor] = [await host.user('alice'), await host.user('impostor')];
      expect(await outcomeOf(deleteDevice(impostor, auth(host, 'impostor')))).toEqual({
        status: 403,
        body: { errcode: 'M_FORBIDDEN', error: 'Invalid auth' },
      });
    },
  },
];

function auth(host: ConformanceHost, name: string): JsonObject {
  return { type: OTP, identifier: { type: 'm.id.user', user: host.localpart(name) }, otp: 1, hint: 2 };
}

function deleteDevice(user: TestUser, submission?: JsonObject): Promise<JsonObject> {
  return user.request('DELETE', pathOf('devices', user.deviceId), submission === undefined ? {} : { auth: submission });
}
