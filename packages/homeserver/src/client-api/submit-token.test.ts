import { describe, expect, test } from 'vitest';
import { mailServer, type MailServer } from '../../../testing/src/standalone/mail-server.ts';
import { client, testServer, type TestServer } from '../test/test-server.ts';

/** What a browser sees. */
async function open(server: TestServer, link: string, init: RequestInit = {}) {
  const response = await server.fetch(new Request(link, init));
  const text = await response.text();
  return {
    status: response.status,
    location: response.headers.get('location'),
    text: /<p>(.*?)<\/p>/s.exec(text)?.[1] ?? text,
  };
}

async function mailTo(server: TestServer, mails: MailServer, purpose: string, nextLink?: string): Promise<string> {
  const more = nextLink === undefined ? {} : { next_link: nextLink };
  const body = { email: 'alice@example.com', client_secret: 'secret', send_attempt: 1, ...more };
  const { status } = await server.call('POST', client(`/${purpose}/email/requestToken`), body);
  expect(status).toBe(200);
  return mails.link();
}

const changed = (link: string, name: string, value: string): string => {
  const url = new URL(link);
  url.searchParams.set(name, value);
  return url.href;
};

const failure = (reason: string) => ({
  status: 400,
  location: null,
  text: `Your email address could not be confirmed: ${reason}.`,
});

describe('submitTokenRoutes()', () => {
  test.each([
    ['register', 'Your email address is confirmed. Go back to your client to finish the registration.'],
    ['account/3pid', 'Your email address is confirmed. Go back to your client to finish adding it.'],
  ])('the link of %s confirms the address, as often as it is opened', async (purpose, text) => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    const link = await mailTo(server, mails, purpose);
    expect(await open(server, changed(link, 'sid', 'other'))).toEqual(failure('Unknown session_id'));
    expect(await open(server, changed(link, 'token', 'other'))).toEqual(
      failure('Validation token not found or has expired'),
    );
    expect(await open(server, changed(link, 'client_secret', 'other'))).toEqual(
      failure('This client_secret does not match the provided session_id'),
    );
    expect(await open(server, link)).toEqual({ status: 200, location: null, text });
    expect(await open(server, link)).toEqual({ status: 200, location: null, text });
    expect((await open(server, link.replace(/token=[^&]*&/, ''))).status).toBe(400);
  });

  test('a link that is too old confirms nothing', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: { ...mails.settings, validation_token_lifetime: '10m' } });
    const link = await mailTo(server, mails, 'register');
    await server.clock.advance(600_000);
    expect(await open(server, link)).toEqual(failure('This token has expired. Please request a new one'));
  });

  test('a link leads on where the client wants, with the session', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    const link = await mailTo(server, mails, 'register', 'https://app.example.com/?a=1');
    const sid = new URL(link).searchParams.get('sid');
    expect(await open(server, link)).toEqual({
      status: 302,
      location: `https://app.example.com/?a=1&sid=${sid}`,
      text: '',
    });
  });

  test('a link may lead on to an address that a header cannot carry as it is', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    const link = await mailTo(server, mails, 'register', 'https://app.example.com/grüße\r\nX-Evil: 1');
    const sid = new URL(link).searchParams.get('sid');
    expect(await open(server, link)).toEqual({
      status: 302,
      location: `https://app.example.com/gr%C3%BC%C3%9Fe%0D%0AX-Evil:%201?sid=${sid}`,
      text: '',
    });
  });

  test('a link that leads to a file shows the page instead', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    const link = await mailTo(server, mails, 'register', 'file:///etc/passwd');
    expect(await open(server, link)).toMatchObject({ status: 200, location: null });
  });

  test('the link of a password reset asks first', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    await server.host.registerUser('alice', undefined, ['alice@example.com']);
    const link = await mailTo(server, mails, 'account/password');
    const page = await (await server.fetch(new Request(link))).text();
    const fields = [...page.matchAll(/name="(\w+)" value="(\w+)"/g)].map(([, name, value]) => [name!, value!]);
    expect(Object.fromEntries(fields)).toEqual(Object.fromEntries(new URL(link).searchParams));
    const bare = link.replace(/\?.*/, '');
    const post = (entries: string[][]) => open(server, bare, { method: 'POST', body: new URLSearchParams(entries) });
    expect(await post([...fields, ['token', 'other']])).toEqual(failure('Validation token not found or has expired'));
    expect(await post(fields)).toEqual({
      status: 200,
      location: null,
      text: 'Your email address is confirmed. Go back to your client to set the new password.',
    });
  });

  test('a page says what an administrator wants, and cannot be shown in a frame', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    const response = await server.fetch(new Request(changed(await mailTo(server, mails, 'register'), 'sid', 'x')));
    expect(response.headers.get('content-security-policy')).toBe("frame-ancestors 'none'; script-src 'none'");
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  test('without a mail server there are no links', async () => {
    await using server = await testServer();
    const submit = async (path: string) => {
      const { status, body } = await server.call('GET', `${path}/email/submit_token?sid=a&token=b&client_secret=c`);
      return `${status} ${body.errcode}: ${body.error}`;
    };
    expect([
      await submit('/_matrix/client/unstable/registration'),
      await submit('/_matrix/client/unstable/add_threepid'),
      await submit('/_synapse/client/password_reset'),
    ]).toEqual([
      '400 M_UNKNOWN: Email-based registration is disabled on this server',
      '400 M_THREEPID_MEDIUM_NOT_SUPPORTED: Adding an email to your account is disabled on this server',
      '404 M_UNRECOGNIZED: Unrecognized request',
    ]);
  });
});
