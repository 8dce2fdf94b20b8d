import { AccountValidity, Codes, Module, SynapseError, type UserId } from '@bouton/sdk';
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
        return [token === 'valid', token === 'stale', Date.UTC(2030, 0, 15, 12)];
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
    const html = 'text/html; charset=utf-8';
    expect(await renew('valid')).toEqual([
      200,
      html,
      'Your account has been successfully renewed and is valid until 15-01-2030.',
    ]);
    expect(await renew('stale')).toEqual([200, html, 'Your account is valid until 15-01-2030.']);
    expect(await renew('other')).toEqual([404, html, 'Invalid renewal token.']);
    const admin = '/_synapse/admin/v1/account_validity/validity';
    expect(await server.call('POST', admin, { until: 77 }, root.token)).toEqual({
      status: 200,
      body: { expiration_ts: 77 },
    });
    const tooLong = JSON.stringify({ until: 77, more: 'x'.repeat(200 * 65_536) });
    expect(await server.call('POST', admin, tooLong, root.token)).toMatchObject({
      status: 413,
      body: { errcode: 'M_TOO_LARGE' },
    });
    expect((await server.call('POST', admin, { until: 77 })).status).toBe(401);
  });

  test('without a module nothing is renewed', async () => {
    await using server = await testServer();
    const { token } = await server.quickUser('alice', true);
    expect(await server.call('POST', `${BASE}/send_mail`, {}, token)).toEqual({
      status: 403,
      body: { errcode: 'M_FORBIDDEN', error: 'Account renewal via email is disabled on this server.' },
    });
    const renewal = await server.fetch(new Request(`${server.baseUrl}${BASE}/renew?token=x`));
    expect([renewal.status, await renewal.text()]).toEqual([404, expect.stringContaining('Invalid renewal token.')]);
    expect(await server.call('POST', '/_synapse/admin/v1/account_validity/validity', {}, token)).toEqual({
      status: 404,
      body: { errcode: 'M_UNRECOGNIZED', error: 'Unrecognized request' },
    });
  });

  test('who has expired may still have a mail sent, and the modules hear of exceptions as the client does', async () => {
    @Module()
    class Expiring {
      @AccountValidity
      isUserExpired(): boolean {
        return true;
      }

      @AccountValidity
      onLegacySendMail(): void {
        throw new SynapseError(429, 'Later', Codes.LIMIT_EXCEEDED);
      }

      @AccountValidity
      onLegacyRenew(): readonly [boolean, boolean, number] {
        throw new Error('No ledger');
      }
    }
    await using server = await testServer({}, [Expiring]);
    const { token } = await server.quickUser('alice');
    expect((await server.call('GET', '/_matrix/client/v3/account/whoami', undefined, token)).body.errcode).toBe(
      'ORG_MATRIX_EXPIRED_ACCOUNT',
    );
    expect(await server.call('POST', `${BASE}/send_mail`, {}, token)).toEqual({
      status: 429,
      body: { errcode: 'M_LIMIT_EXCEEDED', error: 'Later' },
    });
    expect(await server.call('GET', `${BASE}/renew?token=x`)).toEqual({
      status: 500,
      body: { errcode: 'M_UNKNOWN', error: 'Internal server error' },
    });
  });
});
