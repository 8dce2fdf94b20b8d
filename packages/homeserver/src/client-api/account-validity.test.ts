import { AccountValidity, Module, type UserId } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { testServer } from '../test/test-server.ts';

const BASE = '/_matrix/client/unstable/account_validity';

describe('accountValidityRoutes()', () => {
  test('a module answers the legacy endpoints', async () => {
    const mailed: string[] = [];
    @Module()
    class Validity {
      @AccountValidity
      isUserExpired(userId: UserId): boolean {
        return userId === '@alice:test';
      }

      @AccountValidity
      onLegacySendMail(userId: UserId): void {
        mailed.push(userId);
      }

      @AccountValidity
      onLegacyRenew(token: string): readonly [boolean, boolean, number] {
        return [token === 'valid', token === 'stale', 1];
      }

      @AccountValidity
      async onLegacyAdminRequest(request: Request): Promise<number> {
        return ((await request.json()) as { until: number }).until;
      }
    }
    await using server = await testServer({}, [Validity]);
    const { token } = await server.quickUser('alice');
    const root = await server.quickUser('root', true);
    expect(await server.call('POST', `${BASE}/send_mail`, {}, token)).toEqual({ status: 200, body: {} });
    expect(mailed).toEqual(['@alice:test']);
    const renew = async (given: string) => {
      const response = await server.fetch(new Request(`${server.baseUrl}${BASE}/renew?token=${given}`));
      return [response.status, response.headers.get('content-type'), /<p>(.*)<\/p>/.exec(await response.text())?.[1]];
    };
    const html = 'text/html; charset=UTF-8';
    expect(await renew('valid')).toEqual([200, html, 'Your account has been successfully renewed.']);
    expect(await renew('stale')).toEqual([200, html, 'Your account is already valid.']);
    expect(await renew('other')).toEqual([404, html, 'Invalid renewal token.']);
    const admin = '/_synapse/admin/v1/account_validity/validity';
    expect(await server.call('POST', admin, { until: 77 }, root.token)).toEqual({
      status: 200,
      body: { expiration_ts: 77 },
    });
    expect((await server.call('POST', admin, { until: 77 })).status).toBe(401);
  });

  test('without a module the legacy endpoints are not there', async () => {
    await using server = await testServer();
    const { token } = await server.quickUser('alice');
    const unrecognized = { status: 404, body: { errcode: 'M_UNRECOGNIZED', error: 'Unrecognized request' } };
    expect(await server.call('POST', `${BASE}/send_mail`, {}, token)).toEqual(unrecognized);
    expect(await server.call('GET', `${BASE}/renew?token=x`)).toEqual(unrecognized);
  });
});
