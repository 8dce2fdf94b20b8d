import { parseDocument } from 'yaml';
import { expect, test } from 'vitest';
import { maskRange, maskSecrets } from './mask-secrets.ts';

function masked(text: string): string {
  return maskSecrets(text, parseDocument(text));
}

test('maskSecrets() hides values whose keys are named like secrets, and keeps every offset', () => {
  const text = `registration_shared_secret: "only for me" # why
config: { accessToken: abc, tokens: [one, two] }
password: >
  over two
  lines
`;
  expect(masked(text)).toBe(`registration_shared_secret: ***** *** *** # why
config: { accessToken: ***, tokens: ***** **** }
password: *
  **** ***
  *****
`);
});

test('maskSecrets() hides what Synapse calls its secrets, and what aliases mean', () => {
  const text = 'a: &a abc def\nmacaroon_secret_key: *a\nrecaptcha_private_key: x\nsmtp_pass: y\napi_key: z\n';
  expect(masked(text)).toBe(
    'a: &a *** ***\nmacaroon_secret_key: *a\nrecaptcha_private_key: *\nsmtp_pass: *\napi_key: *\n',
  );
});

test('maskSecrets() shows everything else', () => {
  const text = 'token_path: /run/secrets/token\npassword_config: { enabled: true }\nkey: compass\nsecret:\n';
  expect(masked(text)).toBe(text);
});

test('maskRange() keeps blanks and line breaks', () => {
  expect(maskRange('a: >\n  one two\nb: 1', { start: 3, end: 14 })).toBe('a: *\n  *** ***\nb: 1');
});
