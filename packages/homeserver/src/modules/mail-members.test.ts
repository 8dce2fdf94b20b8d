import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module, ModuleApi } from '@bouton/sdk';
import { afterAll, describe, expect, test } from 'vitest';
import { mailServer } from '../../../testing/src/standalone/mail-server.ts';
import { testServer } from '../test/test-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'bouton-templates-'));
afterAll(() => rmSync(folder, { recursive: true }));

class NoConfig {}

let api: ModuleApi;

@Module({ config: NoConfig })
class Holder {
  constructor(_config: NoConfig, given: ModuleApi) {
    api = given;
  }
}

describe('mailMembers()', () => {
  test('a module renders the administrator’s template, and sends it', async () => {
    writeFileSync(join(folder, 'welcome.html'), '<p>Hello {{ name }}</p>\n');
    await using mails = await mailServer();
    const templates = { custom_template_directory: folder };
    await using _server = await testServer({ email: mails.settings, templates }, [Holder]);
    expect([api.emailAppName, api.customTemplateDir]).toEqual(['Tester', folder]);
    const [welcome, registration] = await api.readTemplates(['welcome.html', 'registration.txt']);
    const html = await welcome!({ name: 'A & B' });
    await api.sendMail('a@example.com', 'Welcome', html, await registration!({ link: 'https://x' }));
    expect(mails.mails).toMatchObject([{ html: '<p>Hello A &amp; B</p>', text: expect.stringContaining('https://x') }]);
    await expect(api.readTemplates(['none.html'])).rejects.toMatchObject({ name: 'ConfigError' });
    await expect(api.readTemplates([], join(folder, 'none'))).rejects.toMatchObject({
      name: 'ConfigError',
      message: `Configured template directory does not exist: ${join(folder, 'none')}`,
    });
  });

  test('without settings there is a name, and no folder', async () => {
    await using _server = await testServer({}, [Holder]);
    expect([api.emailAppName, api.customTemplateDir, api.supports('sendMail')]).toEqual(['Matrix', null, true]);
  });

  test('the administrator’s templates are those of the homeserver’s own mails', async () => {
    writeFileSync(join(folder, 'registration.txt'), 'Go to {{ link }} now');
    await using mails = await mailServer();
    const templates = { custom_template_directory: folder };
    await using server = await testServer({ email: mails.settings, templates });
    const body = { email: 'a@example.com', client_secret: 'secret', send_attempt: 1 };
    await server.call('POST', '/_matrix/client/v3/register/email/requestToken', body);
    expect(mails.mails[0]?.text).toMatch(/^Go to http:\S+ now$/);
  });
});
