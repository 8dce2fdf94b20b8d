import { AccountValidity, Module, ModuleApi, WebResource } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { client, testServer, type TestServer } from '../test/test-server.ts';

const logins: unknown[] = [];

class NoConfig {}

@Module({ config: NoConfig })
class SignOn {
  readonly #api: ModuleApi;

  constructor(_config: NoConfig, api: ModuleApi) {
    this.#api = api;
  }

  @WebResource('/_synapse/client/sign_on')
  async complete(request: Request): Promise<Response> {
    const query = new URL(request.url).searchParams;
    const options = query.has('new') ? { newUser: true, authProviderId: 'here' } : undefined;
    return this.#api.completeSsoLoginAsync('@alice:test', request, query.get('to') ?? '', options);
  }

  @AccountValidity
  onUserLogin(...args: [userId: string, type: string | null, provider: string | null]): void {
    logins.push(args);
  }
}

async function signOn(server: TestServer, to: string, more = '') {
  const url = `${server.baseUrl}/_synapse/client/sign_on?to=${encodeURIComponent(to)}${more}`;
  const response = await server.fetch(new Request(url));
  const { status, headers } = response;
  return {
    status,
    location: headers.get('location'),
    policy: headers.get('content-security-policy'),
    text: await response.text(),
  };
}

const tokenOf = (url: string | null | undefined): string => new URL(url ?? '').searchParams.get('loginToken') ?? '';

const login = async (server: TestServer, token: string) =>
  (await server.call('POST', client('/login'), { type: 'm.login.token', token })).body.user_id;

describe('loginMembers()', () => {
  test('`completeSsoLoginAsync()` redirects to clients that the settings name', async () => {
    logins.length = 0;
    const sso = { client_whitelist: ['https://app.example.com/', 'element:'] };
    await using server = await testServer({ sso, public_baseurl: 'https://matrix.example.com/' }, [SignOn]);
    await server.quickUser('alice');
    const web = await signOn(server, 'https://app.example.com/?a=1&b=%20x&a=2#top');
    expect([web.status, web.location?.replace(/loginToken=[^#]*/, 'loginToken=…')]).toEqual([
      302,
      'https://app.example.com/?a=1&b=+x&a=2&loginToken=…#top',
    ]);
    expect(await login(server, tokenOf(web.location))).toBe('@alice:test');
    const native = await signOn(server, 'element://login', '&new=1');
    expect(native.location).toMatch(/^element:\/\/login\?loginToken=syl_/);
    const fallback = await signOn(server, 'https://matrix.example.com/_matrix/static/client/login/');
    expect(fallback.status).toBe(302);
    expect(logins).toEqual([
      ['@alice:test', 'm.login.sso', '<unknown>'],
      ['@alice:test', 'm.login.token', '<unknown>'],
      ['@alice:test', 'm.login.sso', 'here'],
      ['@alice:test', 'm.login.sso', '<unknown>'],
    ]);
  });

  test('`completeSsoLoginAsync()` redirects to addresses that a header cannot carry as they are', async () => {
    await using server = await testServer({ sso: { client_whitelist: ['https://app.example.com/'] } }, [SignOn]);
    await server.quickUser('alice');
    const { status, location } = await signOn(server, 'https://app.example.com/grüße\n');
    expect([status, location?.replace(/loginToken=.*/, 'loginToken=…')]).toEqual([
      302,
      'https://app.example.com/gr%C3%BC%C3%9Fe%0A?loginToken=…',
    ]);
  });

  test('`completeSsoLoginAsync()` logs nobody in who is not there', async () => {
    logins.length = 0;
    await using server = await testServer({ sso: { client_whitelist: ['https://'] } }, [SignOn]);
    const { status, text } = await signOn(server, 'https://app.example.com/');
    expect([status, JSON.parse(text)]).toEqual([404, { errcode: 'M_UNKNOWN', error: 'User not found' }]);
    expect(logins).toEqual([]);
  });

  test('`completeSsoLoginAsync()` asks on a page before it redirects to others', async () => {
    await using server = await testServer({}, [SignOn]);
    const { userId } = await server.quickUser('alice');
    await server.host.setDisplayname(userId, 'Alice <3');
    const page = await signOn(server, 'https://<evil>.example.com/path?a="1"');
    expect([page.status, page.location, page.policy]).toEqual([200, null, "frame-ancestors 'none'; script-src 'none'"]);
    expect(page.text).toContain('Alice &lt;3 (@alice:test)');
    expect(page.text).toContain('<strong>&lt;evil&gt;.example.com</strong>');
    expect(page.text).toContain('Continue to your account</h1>');
    const link = /<a href="([^"]*)">/.exec(page.text)?.[1]?.replaceAll('&amp;', '&');
    expect(await login(server, tokenOf(link?.replaceAll(/&[lg]t;/g, '')))).toBe('@alice:test');
    expect((await signOn(server, 'app:/x?y', '&new=1')).text).toMatch(
      /Your account is ready<\/h1>[^]*<strong>app:\/x<\/strong>/,
    );
  });

  test('`completeSsoLoginAsync()` shows a page to who is deactivated, and makes no token', async () => {
    logins.length = 0;
    await using server = await testServer({ sso: { client_whitelist: ['https://'] } }, [SignOn]);
    const { userId } = await server.quickUser('alice');
    await server.host.deactivateUser(userId);
    const page = await signOn(server, 'https://app.example.com/');
    expect([page.status, page.location, /<p>(.*)<\/p>/.exec(page.text)?.[1]]).toEqual([
      403,
      null,
      'This account has been deactivated.',
    ]);
    expect(logins).toEqual([]);
  });

  test('`recordUserExternalId()` gives an ID to one user, as the admin API shows and changes it', async () => {
    await using server = await testServer();
    const [alice, bob] = [await server.quickUser('alice', true), await server.quickUser('bob')];
    const { host } = server;
    await host.recordUserExternalId('oidc', 'a1', alice.userId);
    await host.recordUserExternalId('oidc', 'a1', alice.userId);
    await host.recordUserExternalId('oidc', 'a2', alice.userId);
    await host.recordUserExternalId('saml', 'a1', bob.userId);
    await expect(host.recordUserExternalId('oidc', 'a1', bob.userId)).rejects.toThrow(
      new Error('@bob:test cannot be "a1" at oidc: that is @alice:test'),
    );
    const admin = (method: string, path: string, body?: object) =>
      server.call(method, `/_synapse/admin/${path}`, body as never, alice.token);
    const ids = async (user: string) => (await admin('GET', `v2/users/@${user}:test`)).body.external_ids;
    const [a1, a2] = [
      { auth_provider: 'oidc', external_id: 'a1' },
      { auth_provider: 'oidc', external_id: 'a2' },
    ];
    expect(await ids('alice')).toEqual([a1, a2]);
    expect(await ids('bob')).toEqual([{ auth_provider: 'saml', external_id: 'a1' }]);
    expect(await admin('GET', 'v1/auth_providers/oidc/users/a2')).toEqual({
      status: 200,
      body: { user_id: '@alice:test' },
    });
    expect((await admin('GET', 'v1/auth_providers/oidc/users/b')).status).toBe(404);
    expect(await admin('PUT', 'v2/users/@bob:test', { external_ids: [a1] })).toEqual({
      status: 409,
      body: { errcode: 'M_UNKNOWN', error: 'External id is already in use.' },
    });
    expect((await admin('PUT', 'v2/users/@alice:test', { external_ids: [a2] })).body.external_ids).toEqual([a2]);
    expect((await admin('PUT', 'v2/users/@bob:test', { external_ids: [a1] })).body.external_ids).toEqual([a1]);
  });
});
