import { expect } from 'vitest';
import type { ConformanceCase } from '../../conformance-case.ts';
import { argumentsOf } from '../../support/calls.ts';
import { post } from '../../support/client.ts';
import { legacyAccountValidity } from '../../support/modules.ts';
import { INTERNAL_ERROR, outcomeOf, type RefusedRequest } from '../../support/refusal.ts';

const TEAPOT: RefusedRequest = { status: 418, body: { errcode: 'M_BAD_STATE', error: 'I am a teapot', lid: 'open' } };
const refuses = { refuses: { status: 418, error: 'I am a teapot', errcode: 'M_BAD_STATE', fields: { lid: 'open' } } };

const legacy = {
  modules: [
    legacyAccountValidity({
      on_legacy_send_mail: { failing: { throws: 'It went wrong' }, refusing: refuses },
      on_legacy_renew: {
        valid: { returns: [true, false, 5] },
        stale: { returns: [false, true, 5] },
        babbling: { returns: [true] },
        failing: { throws: 'It went wrong' },
      },
    }),
  ],
} as const;

const SEND_MAIL = '/_matrix/client/unstable/account_validity/send_mail';
const RENEW = '/_matrix/client/unstable/account_validity/renew';
const VALIDITY = '/_synapse/admin/v1/account_validity/validity';

/** The endpoints that one module answers: the renewal of accounts by mail. */
export const legacyCases: readonly ConformanceCase[] = [
  {
    callback: 'account_validity.on_legacy_send_mail',
    ...legacy,
    title: 'answers the request for a mail of a user who is logged in',
    run: async (host) => {
      const [alice, failing, refusing] = [
        await host.user('alice'),
        await host.user('failing'),
        await host.user('refusing'),
      ];
      expect(await alice.request('POST', SEND_MAIL, {})).toEqual({});
      expect(await outcomeOf(failing.request('POST', SEND_MAIL, {}))).toEqual(INTERNAL_ERROR);
      expect(await outcomeOf(refusing.request('POST', SEND_MAIL, {}))).toEqual(TEAPOT);
      expect(await outcomeOf(post(host, SEND_MAIL, {}))).toMatchObject({ status: 401 });
      expect(await argumentsOf(host, 'on_legacy_send_mail')).toEqual([
        [alice.userId],
        [failing.userId],
        [refusing.userId],
      ]);
    },
  },
  {
    callback: 'account_validity.on_legacy_renew',
    ...legacy,
    title: 'decides which page a renewal link shows',
    run: async (host) => {
      const renew = async (token: string): Promise<unknown[]> => {
        const response = await host.fetch(`${RENEW}?token=${token}`);
        return [response.status, response.headers.get('content-type')?.split(';')[0]];
      };
      expect(await renew('valid')).toEqual([200, 'text/html']);
      expect(await renew('stale')).toEqual([200, 'text/html']);
      expect(await renew('unknown')).toEqual([404, 'text/html']);
      expect(await argumentsOf(host, 'on_legacy_renew')).toEqual([['valid'], ['stale'], ['unknown']]);
    },
  },
  {
    callback: 'account_validity.on_legacy_renew',
    ...legacy,
    title: 'anything else than three values fails the request, and so does an exception',
    run: async (host) => {
      for (const token of ['babbling', 'failing']) {
        const response = await host.fetch(`${RENEW}?token=${token}`);
        expect({ status: response.status, body: await response.json() }).toEqual(INTERNAL_ERROR);
      }
    },
  },
  {
    callback: 'account_validity.on_legacy_admin_request',
    ...legacy,
    title: 'gets the request of an administrator, and says when the account expires',
    run: async (host) => {
      const [alice, admin] = [await host.user('alice'), await host.user('admin', { admin: true })];
      const body = { user_id: alice.userId };
      expect(await admin.request('POST', VALIDITY, body)).toEqual({ expiration_ts: 1_234_567 });
      expect(await outcomeOf(alice.request('POST', VALIDITY, body))).toMatchObject({ status: 403 });
      expect(await argumentsOf(host, 'on_legacy_admin_request')).toEqual([
        [{ method: 'POST', path: VALIDITY, body: JSON.stringify(body) }],
      ]);
    },
  },
];
