import { IsUrl, Secret } from '@bouton/sdk/config';
import { parseWithConfigClass } from '@bouton/sdk/host';
import { expect, test } from 'vitest';
import { inspectConfig } from './inspect-config.ts';

class TokenConfig {
  @Secret()
  token!: string;

  @IsUrl()
  url: string = 'https://example.com';
}

test('inspectConfig() leaves secrets out', () => {
  const parsed = parseWithConfigClass(TokenConfig, { token: 'hunter2' });
  const config = parsed.ok ? parsed.value : undefined;
  expect(config).toMatchObject({ token: 'hunter2' });
  expect(inspectConfig({ nested: [config] })).toEqual({ nested: [{ url: 'https://example.com' }] });
});

test('inspectConfig() shows what JSON has no words for', () => {
  const circular: Record<string, unknown> = { name: 'loop' };
  circular['self'] = circular;
  const shared = { a: 1 };
  expect(
    inspectConfig({
      patterns: new Set([/^@bot/i]),
      limits: new Map<unknown, unknown>([[1, 10n]]),
      check: function check() {},
      since: new Date(0),
      url: new URL('https://example.com/'),
      nothing: null,
      circular,
      twice: [shared, shared],
    }),
  ).toEqual({
    patterns: ['/^@bot/i'],
    limits: { 1: '10' },
    check: '[function check]',
    since: '1970-01-01T00:00:00.000Z',
    url: 'https://example.com/',
    nothing: null,
    circular: { name: 'loop', self: '[circular]' },
    twice: [{ a: 1 }, { a: 1 }],
  });
});
