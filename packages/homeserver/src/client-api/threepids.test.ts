import { Module, ThirdPartyRules } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { mailServer, type MailServer } from '../../../testing/src/standalone/mail-server.ts';
import { client, passwordOf, testServer, type TestServer } from '../test/test-server.ts';

const heard: unknown[] = [];

@Module()
class Listener {
  @ThirdPartyRules
  onAddUserThirdPartyIdentifier(...args: [userId: string, medium: string, address: string]): void {
    heard.push(['add', ...args]);
  }

  @ThirdPartyRules
  onRemoveUserThirdPartyIdentifier(...args: [userId: string, medium: string, address: string]): void {
    heard.push(['remove', ...args]);
  }

  @ThirdPartyRules
  onThreepidBind(...args: [userId: string, medium: string, address: string]): void {
    heard.push(['bind', ...args]);
  }
}

/** Has a mail sent and follows the link, or not. */
async function validate(server: TestServer, mails: MailServer, follow = true) {
  const shown = { client_secret: 'secret', send_attempt: 1 };
  const { body } = await server.call('POST', client('/account/3pid/email/requestToken'), {
    email: 'Alice@example.com',
    ...shown,
  });
  const link = mails.link();
  if (follow) await server.fetch(new Request(link));
  return { sid: String(body.sid), client_secret: 'secret' };
}

const invalid = {
  status: 400,
  body: { errcode: 'M_THREEPID_AUTH_FAILED', error: 'No validated 3pid session found' },
};

describe('threepidRoutes()', () => {
  test('a user adds an address that is theirs, with their password, and takes it away again', async () => {
    heard.length = 0;
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings }, [Listener]);
    const { token } = await server.user('alice');
    const shown = await validate(server, mails);
    const first = await server.call('POST', client('/account/3pid/add'), shown, token);
    expect([first.status, first.body.flows]).toEqual([401, [{ stages: ['m.login.password'] }]]);
    expect(heard).toEqual([]);
    const auth = {
      type: 'm.login.password',
      identifier: { type: 'm.id.user', user: 'alice' },
      password: passwordOf('alice'),
      session: first.body.session,
    };
    expect(await server.call('POST', client('/account/3pid/add'), { ...shown, auth }, token)).toEqual({
      status: 200,
      body: {},
    });
    const threepid = { medium: 'email', address: 'alice@example.com' };
    const now = server.clock.now();
    expect((await server.call('GET', client('/account/3pid'), undefined, token)).body).toEqual({
      threepids: [{ ...threepid, validated_at: now, added_at: now }],
    });
    expect(await server.call('POST', client('/account/3pid/delete'), threepid, token)).toEqual({
      status: 200,
      body: { id_server_unbind_result: 'no-support' },
    });
    expect((await server.call('GET', client('/account/3pid'), undefined, token)).body).toEqual({ threepids: [] });
    expect(heard).toEqual([
      ['add', '@alice:test', 'email', 'alice@example.com'],
      ['bind', '@alice:test', 'email', 'alice@example.com'],
      ['remove', '@alice:test', 'email', 'alice@example.com'],
    ]);
  });

  test('the older way to add an address needs no password', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    const { token } = await server.quickUser('alice');
    const add = (body: Record<string, Record<string, string>>) =>
      server.call('POST', client('/account/3pid'), body, token);
    const shown = await validate(server, mails);
    expect(await add({})).toEqual({
      status: 400,
      body: { errcode: 'M_MISSING_PARAM', error: 'Missing param three_pid_creds' },
    });
    expect(await add({ three_pid_creds: { ...shown, client_secret: 'other' } })).toEqual(invalid);
    expect(await add({ threePidCreds: shown })).toEqual({ status: 200, body: {} });
    expect((await server.host.getThreepidsForUser('@alice:test')).map(({ address }) => address)).toEqual([
      'alice@example.com',
    ]);
  });

  test('an address that is not validated is not added', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    const { token } = await server.quickUser('alice');
    const shown = await validate(server, mails, false);
    expect(await server.call('POST', client('/account/3pid'), { three_pid_creds: shown }, token)).toEqual(invalid);
  });

  test('an address that is not used is forgotten 48 hours after it was validated', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    const { token } = await server.quickUser('alice');
    const shown = await validate(server, mails);
    await server.clock.advance(48 * 60 * 60 * 1000 + 1);
    expect((await validate(server, mails, false)).sid).not.toBe(shown.sid);
    expect(await server.call('POST', client('/account/3pid'), { three_pid_creds: shown }, token)).toEqual(invalid);
  });

  test('nobody but an administrator changes addresses if the settings say so', async () => {
    await using server = await testServer({ enable_3pid_changes: false });
    const { token } = await server.quickUser('alice');
    const refused = {
      status: 400,
      body: { errcode: 'M_FORBIDDEN', error: '3PID changes are disabled on this server' },
    };
    for (const path of ['/account/3pid', '/account/3pid/add', '/account/3pid/delete']) {
      expect(await server.call('POST', client(path), {}, token)).toEqual(refused);
    }
  });

  test('identity servers are not spoken to; an account known to one says so when it is deactivated', async () => {
    await using server = await testServer();
    const { token, userId } = await server.user('alice');
    const binding = { sid: 'x', client_secret: 'y', id_server: 'id.example.com', id_access_token: 'z' };
    expect(await server.call('POST', client('/account/3pid/bind'), binding, token)).toEqual({
      status: 400,
      body: { errcode: 'M_SERVER_NOT_TRUSTED', error: 'This homeserver does not use identity servers' },
    });
    await server.host.storeRemote3pidAssociation(userId, 'email', 'a@example.com', 'id.example.com');
    const threepid = { medium: 'email', address: 'a@example.com' };
    expect(await server.call('POST', client('/account/3pid/unbind'), threepid, token)).toEqual({
      status: 200,
      body: { id_server_unbind_result: 'no-support' },
    });
    const auth = { type: 'm.login.password', user: 'alice', password: passwordOf('alice') };
    expect(await server.call('POST', client('/account/deactivate'), { auth }, token)).toEqual({
      status: 200,
      body: { id_server_unbind_result: 'no-support' },
    });
  });
});
