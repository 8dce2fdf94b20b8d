import type { JsonObject } from '@bouton/sdk';
import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../../conformance-case.ts';
import { API_MODULE, callApi } from '../../support/api.ts';
import { pathOf } from '../../support/client.ts';
import { outcomeOf } from '../../support/refusal.ts';

const setup = {
  modules: [API_MODULE],
  settings: { registration_requires_token: true },
} as const;

/** Registers somebody with a token; resolves to the last answer, whatever its status is. */
async function registerWith(host: ConformanceHost, name: string, token: string): Promise<JsonObject> {
  const request = { username: host.localpart(name), password: 'a long pass phrase' };
  const register = async (auth: JsonObject): Promise<JsonObject> => {
    const init = { method: 'POST', body: JSON.stringify({ ...request, ...auth }) };
    return (await (await host.fetch(pathOf('register'), init)).json()) as JsonObject;
  };
  const { session = '' } = await register({});
  const withToken = await register({ auth: { type: 'm.login.registration_token', token, session } });
  return 'flows' in withToken && !('errcode' in withToken)
    ? register({ auth: { type: 'm.login.dummy', session } })
    : withToken;
}

/** What modules do with registration tokens. */
export const registrationTokenCases: readonly ConformanceCase[] = [
  {
    ...setup,
    callback: 'bouton.createRegistrationToken',
    title: 'makes a random token, or the one that is wanted',
    run: async (host) => {
      const random = (await callApi(host, 'createRegistrationToken')) as JsonObject;
      expect(random).toEqual({
        token: expect.stringMatching(/^[A-Za-z0-9._~-]{16}$/),
        usesAllowed: null,
        pending: 0,
        completed: 0,
        expiryTime: null,
      });
      expect(await callApi(host, 'createRegistrationToken', { length: 5 })).toMatchObject({
        token: expect.stringMatching(/^.{5}$/),
      });
      const token = `t.${host.localpart('wanted')}`;
      const expiryTime = Number(await callApi(host, 'getCurrentTimeMsec')) + 60_000;
      expect(await callApi(host, 'createRegistrationToken', { token, usesAllowed: 2, expiryTime })).toEqual({
        token,
        usesAllowed: 2,
        pending: 0,
        completed: 0,
        expiryTime,
      });
      expect(await outcomeOf(callApi(host, 'createRegistrationToken', { token }))).toEqual({
        status: 400,
        body: { errcode: 'M_INVALID_PARAM', error: `Token already exists: ${token}` },
      });
    },
  },
  {
    ...setup,
    callback: 'bouton.createRegistrationToken',
    title: 'refuses what a token cannot be',
    run: async (host) => {
      for (const [options, error] of [
        [{ token: 'not a token' }, 'token must have 1 to 64 of the characters A-Z, a-z, 0-9 and ._~-'],
        [{ token: '' }, 'token must have 1 to 64 of the characters A-Z, a-z, 0-9 and ._~-'],
        [{ length: 65 }, 'length must be a whole number from 1 to 64'],
        [{ length: 0 }, 'length must be a whole number from 1 to 64'],
        [{ usesAllowed: -1 }, 'usesAllowed must be a whole number from 0 on, or null'],
        [{ expiryTime: 0.5 }, 'expiryTime must be a whole number, or null'],
        [{ expiryTime: 1 }, 'expiryTime must not be in the past'],
      ] as const) {
        expect(await outcomeOf(callApi(host, 'createRegistrationToken', options))).toEqual({
          status: 400,
          body: { errcode: 'M_INVALID_PARAM', error },
        });
      }
    },
  },
  {
    ...setup,
    callback: 'bouton.registrationTokenIsValid',
    title: 'is true until the token has been used as often as it may',
    run: async (host) => {
      const token = `t.${host.localpart('once')}`;
      expect(await callApi(host, 'registrationTokenIsValid', token)).toBe(false);
      await callApi(host, 'createRegistrationToken', { token, usesAllowed: 1 });
      expect(await callApi(host, 'registrationTokenIsValid', token)).toBe(true);
      expect(await registerWith(host, 'first', token)).toMatchObject({
        user_id: `@${host.localpart('first')}:${host.serverName}`,
      });
      expect(await callApi(host, 'registrationTokenIsValid', token)).toBe(false);
      expect(await registerWith(host, 'second', token)).toMatchObject({ errcode: 'M_UNAUTHORIZED' });
    },
  },
  {
    ...setup,
    callback: 'bouton.registrationTokenIsValid',
    title: 'is what clients learn who ask for it',
    run: async (host) => {
      const token = `t.${host.localpart('asked')}`;
      await callApi(host, 'createRegistrationToken', { token });
      const path = '/_matrix/client/v1/register/m.login.registration_token/validity';
      for (const [asked, valid] of [
        [token, true],
        [`${token}-not`, false],
      ] as const) {
        expect(await (await host.fetch(`${path}?token=${asked}`)).json()).toEqual({ valid });
      }
    },
  },
];
