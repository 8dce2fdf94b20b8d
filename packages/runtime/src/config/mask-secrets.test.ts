import { parseDocument } from 'yaml';
import { expect, test } from 'vitest';
import { maskSecrets } from './mask-secrets.ts';

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

test('maskSecrets() shows everything else', () => {
  const text = 'token_path: /run/secrets/token\npassword_config: { enabled: true }\nsecret:\n';
  expect(masked(text)).toBe(text);
});
