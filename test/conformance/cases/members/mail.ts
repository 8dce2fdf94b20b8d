import { join } from 'node:path';
import { expect } from 'vitest';
import { mailServer } from '../../../../packages/testing/src/standalone/mail-server.ts';
import { freePort } from '../../../../packages/synapse/src/test/free-port.ts';
import type { ConformanceCase } from '../../conformance-case.ts';
import { API_PATH } from '../../modules/paths.ts';
import { API_MODULE, callApi } from '../../support/api.ts';
import { post } from '../../support/client.ts';

/** The port of the mail server, which the settings name before it runs. */
const MAIL_PORT: number = await freePort();

const setup = {
  modules: [API_MODULE],
  settings: {
    email: { smtp_host: '127.0.0.1', smtp_port: MAIL_PORT, notif_from: 'Acme <matrix@example.com>', app_name: 'Acme' },
  },
} as const;

const TEMPLATES = join(import.meta.dirname, '../../modules/templates');

/** What modules can do with mail. */
export const mailMemberCases: readonly ConformanceCase[] = [
  {
    ...setup,
    callback: 'module_api.send_mail',
    title: 'sends a mail with a text and a page',
    run: async (host) => {
      await using server = await mailServer({}, MAIL_PORT);
      const args = ['alice@example.com', 'News', '<b>Hello</b>', 'Hello'];
      expect(await callApi(host, 'sendMail', ...args)).toBe(null);
      const [mail] = server.mails;
      expect(mail).toMatchObject({
        sender: 'matrix@example.com',
        recipients: ['alice@example.com'],
        text: expect.stringMatching(/^Hello\s*$/),
        html: expect.stringMatching(/^<b>Hello<\/b>\s*$/),
      });
      expect(mail?.headers.get('subject')).toBe('News');
      expect(mail?.headers.get('from')).toMatch(/^"?Acme"? <matrix@example\.com>$/);
    },
  },
  {
    ...setup,
    callback: 'module_api.send_mail',
    title: 'fails where the mail server is not there',
    run: async (host) => {
      await expect(callApi(host, 'sendMail', 'alice@example.com', 'News', '', '')).rejects.toThrow(/refused/i);
    },
  },
  {
    ...setup,
    callback: 'module_api.read_templates',
    title: 'renders with variables, and escapes them in HTML',
    run: async (host) => {
      const rendered = await post(host, `${API_PATH}/templates`, {
        names: ['greeting.txt', 'greeting.html'],
        folder: TEMPLATES,
        variables: { name: 'A&B', times: 2 },
      });
      expect(Object.values(rendered).map((text) => String(text).trim())).toEqual([
        'Hello A&B, 2 times',
        '<p>A&amp;B</p>',
      ]);
    },
  },
  {
    ...setup,
    callback: 'module_api.read_templates',
    title: 'refuses a folder that is not there',
    run: async (host) => {
      const answer = await post(host, `${API_PATH}/templates`, {
        names: ['greeting.txt'],
        folder: join(TEMPLATES, 'nowhere'),
        variables: {},
      });
      expect(answer).toMatchObject({ name: 'ConfigError' });
    },
  },
];
