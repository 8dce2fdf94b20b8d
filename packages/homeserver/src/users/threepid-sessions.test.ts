import { describe, expect, test } from 'vitest';
import { mailServer } from '../../../testing/src/standalone/mail-server.ts';
import { client, testServer } from '../test/test-server.ts';

const HOUR = 60 * 60 * 1000;

describe('ThreepidSessions', () => {
  test('what the owner has shown is good for 48 hours', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    const { userId, token } = await server.quickUser('alice');
    const validate = async (email: string) => {
      const body = { email, client_secret: 'secret', send_attempt: 1 };
      const answer = await server.call('POST', client('/account/3pid/email/requestToken'), body);
      await server.fetch(new Request(mails.link()));
      return { sid: String(answer.body.sid), client_secret: 'secret' };
    };
    const add = async (threePidCreds: Awaited<ReturnType<typeof validate>>) => {
      const { status, body } = await server.call('POST', client('/account/3pid'), { threePidCreds }, token);
      return `${status} ${body.errcode}`;
    };
    const one = await validate('one@example.com');
    await server.clock.advance(1);
    const two = await validate('two@example.com');
    await server.clock.advance(48 * HOUR);
    expect([await add(one), await add(two)]).toEqual(['400 M_THREEPID_AUTH_FAILED', '200 undefined']);
    expect(await server.host.getThreepidsForUser(userId)).toMatchObject([{ address: 'two@example.com' }]);
  });
});
