import { expect, test } from 'vitest';
import { formatSyncToken, parseSyncToken } from './sync-token.ts';

test('parseSyncToken() reads what formatSyncToken() writes', () => {
  expect(parseSyncToken(formatSyncToken(42), 'since')).toBe(42);
});

test.each(['42', 's', 's-1', 's1.5', 's42_7', 's9999999999999999'])('parseSyncToken() refuses %j', (token) => {
  expect(() => parseSyncToken(token, 'since')).toThrow(
    expect.objectContaining({
      status: 400,
      errcode: 'M_INVALID_PARAM',
      message: "'since' is not a valid stream token",
    }),
  );
});
