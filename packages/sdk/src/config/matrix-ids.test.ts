import { describe, expect, test } from 'vitest';
import { parseRoomAlias, parseRoomId, parseServerName, parseUserId } from './matrix-ids.ts';

const HASH = 'A'.repeat(43);
const LONG = 'a'.repeat(250);

describe.each([
  {
    parse: parseUserId,
    good: ['@alice:example.com', '@alice:localhost:8448', '@Älice+1/_=-.:[::1]:8448', '@alice:192.168.0.1'],
    bad: [
      'alice',
      '@alice',
      '@alice:',
      '@:example.com',
      '#alice:example.com',
      '@al\0ice:example.com',
      '@a:b..c',
      '@a:.b',
      '@a:b.',
      `@${LONG}:example.com`,
    ],
  },
  {
    parse: parseRoomId,
    good: ['!abc:example.com', `!${HASH}`],
    bad: ['!abc', '!', '!abc:', '@abc:example.com', `!${HASH}A`, `!${HASH.slice(1)}+`],
  },
  {
    parse: parseRoomAlias,
    good: ['#hall:example.com', '#große halle:example.com:443'],
    bad: ['#hall', '#:example.com', 'hall:example.com', `#${LONG}:example.com`],
  },
  {
    parse: parseServerName,
    good: [
      'example.com',
      'localhost',
      'localhost:8008',
      '10.0.0.1:80',
      '[::1]',
      '[2001:db8::1]:8448',
      'sub-1.example.com',
    ],
    bad: [
      '',
      'https://example.com',
      'example.com/',
      'example.com:',
      'example.com:99999',
      '::1',
      '[::1',
      '[nonsense]',
      'exa mple',
    ],
  },
])('$parse.name()', ({ parse, good, bad }) => {
  test.each(good)('takes %j', (id) => {
    expect(parse(id)).toBe(id);
  });

  test.each([...bad, 42, null, undefined, ['@alice:example.com'], {}])('refuses %j', (value) => {
    expect(parse(value)).toBeUndefined();
  });
});
