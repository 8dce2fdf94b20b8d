import { describe, expect, test } from 'vitest';
import { mailServer } from '../../../testing/src/standalone/mail-server.ts';
import { testServer } from '../test/test-server.ts';

const MAIL = ['Alice <alice@example.org>', 'Grüße', '<p>Hällo</p>', 'Hällo'] as const;

describe('Mailer', () => {
  test('`send()` hands a mail in two forms to the mail server', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    await server.host.sendMail(...MAIL);
    const [mail] = mails.mails;
    expect(mail).toEqual({
      sender: 'noreply@example.com',
      recipients: ['alice@example.org'],
      headers: expect.any(Map),
      text: 'Hällo',
      html: '<p>Hällo</p>',
      user: undefined,
      isEncrypted: false,
    });
    const headers = ['from', 'to', 'auto-submitted', 'x-auto-response-suppress', 'subject'];
    expect(headers.map((name) => mail?.headers.get(name))).toEqual([
      'Tester <noreply@example.com>',
      'Alice <alice@example.org>',
      'auto-generated',
      'All',
      `=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=`,
    ]);
  });

  test('`send()` names the sender whatever the app is called', async () => {
    await using mails = await mailServer();
    const from = async (app_name: string, notif_from?: string) => {
      const sender = notif_from === undefined ? {} : { notif_from };
      await using server = await testServer({ email: { ...mails.settings, ...sender, app_name } });
      await server.host.sendMail(...MAIL);
      const mail = mails.mails.pop();
      return [mail?.sender, mail?.headers.get('from')];
    };
    expect(await from('Smith, "Ann" & Co.')).toEqual([
      'noreply@example.com',
      '"Smith, \\"Ann\\" & Co." <noreply@example.com>',
    ]);
    expect(await from('App', '"The %(app)s, Inc." <a@example.com>')).toEqual([
      'a@example.com',
      '"The App, Inc." <a@example.com>',
    ]);
    expect(await from('App', 'a@example.com')).toEqual(['a@example.com', 'a@example.com']);
  });

  test('`send()` sends one mail to one recipient, whatever stands in the texts', async () => {
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    await server.host.sendMail('a@example.org', 'One\r\nBcc: b@example.org', 'p', 't');
    const [mail, ...others] = mails.mails;
    expect([mail?.recipients, mail?.headers.get('bcc'), others]).toEqual([['a@example.org'], undefined, []]);
    await expect(server.host.sendMail('a@example.org\r\nBcc: b@example.org', 'Two', 'p', 't')).rejects.toThrow(
      'Cannot send a mail to "a@example.org\\r\\nBcc: b@example.org", expected an email address',
    );
  });

  test('`send()` logs in if a user is configured, and fails if the mail server refuses it', async () => {
    await using mails = await mailServer({
      authOptional: false,
      onAuth: ({ username, password }, _session, done) => {
        if (password === 'secret') done(null, { user: username });
        else done(new Error('Wrong password'));
      },
    });
    const start = (smtp_pass: string) => testServer({ email: { ...mails.settings, smtp_user: 'bouton', smtp_pass } });
    await using server = await start('secret');
    await server.host.sendMail(...MAIL);
    expect(mails.mails.map(({ user }) => user)).toEqual(['bouton']);
    await using stranger = await start('guess');
    await expect(stranger.host.sendMail(...MAIL)).rejects.toThrow('Wrong password');
    expect(mails.mails).toHaveLength(1);
  });

  test('`send()` uses TLS as the settings say, and trusts no certificate that nobody has signed', async () => {
    await using mails = await mailServer({ disabledCommands: [] });
    const send = async (email: Readonly<Record<string, unknown>>): Promise<string> => {
      await using server = await testServer({ email: { ...mails.settings, ...email } });
      return await server.host.sendMail(...MAIL).then(
        () => 'sent',
        (error: unknown) => (error as Error).message,
      );
    };
    expect(await send({ enable_tls: false })).toBe('sent');
    expect(mails.mails.map(({ isEncrypted }) => isEncrypted)).toEqual([false]);
    expect(await send({})).toMatch(/certificate/);
    expect(await send({ require_transport_security: true })).toMatch(/certificate/);
    await using plain = await mailServer();
    expect(await send({ smtp_port: plain.port, require_transport_security: true })).toMatch(/STARTTLS/);
    expect([mails.mails.length, plain.mails.length]).toEqual([1, 0]);
  });

  test('`send()` fails without a mail server, and without an address', async () => {
    await using silent = await testServer();
    await expect(silent.host.sendMail(...MAIL)).rejects.toThrow(
      'Cannot send a mail: the configuration has no section email',
    );
    await using mails = await mailServer();
    await using server = await testServer({ email: mails.settings });
    await expect(server.host.sendMail('', 'Subject', '', '')).rejects.toThrow(
      'Cannot send a mail to "", expected an email address',
    );
  });
});
