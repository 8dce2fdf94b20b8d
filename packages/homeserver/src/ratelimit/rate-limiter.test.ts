import { SynapseError } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { RateLimiter } from './rate-limiter.ts';
import { failure, testRooms } from '../rooms/test/test-rooms.ts';

const LIMIT = { perSecond: 0.1, burstCount: 2 };
const REFUSED = '429 M_LIMIT_EXCEEDED: Too Many Requests';

describe('RateLimiter.limit()', () => {
  test('`limit()` refuses what exceeds the burst, and says when to try again', async () => {
    using rooms = await testRooms();
    const limiter = new RateLimiter(rooms.context, 'rc_test', LIMIT);
    await limiter.limit(rooms.alice, 'key');
    await rooms.clock.advance(1000);
    await limiter.limit(rooms.alice, 'key');
    const refusal = await limiter.limit(rooms.alice, 'key').catch((error: unknown) => error);
    expect(SynapseError.is(refusal) && [refusal.status, refusal.toJson(), refusal.headers]).toEqual([
      429,
      { errcode: 'M_LIMIT_EXCEEDED', error: 'Too Many Requests', retry_after_ms: 9000 },
      { 'Retry-After': '9' },
    ]);
    expect(await failure(limiter.limit(rooms.alice, 'other key'))).toBe('no failure');
    await rooms.clock.advance(8999);
    expect(await failure(limiter.limit(rooms.alice, 'key'))).toBe(REFUSED);
    await rooms.clock.advance(1);
    expect(await failure(limiter.limit(rooms.alice, 'key'))).toBe('no failure');
  });

  test('`limit()` counts nothing if it is only asked', async () => {
    using rooms = await testRooms();
    const limiter = new RateLimiter(rooms.context, 'rc_test', LIMIT);
    for (let n = 0; n < 5; n += 1) await limiter.limit(rooms.alice, 'key', { actions: 2, record: false });
    expect(await failure(limiter.limit(rooms.alice, 'key', { actions: 3, record: false }))).toBe(REFUSED);
  });

  test("`limit()` uses a module's limit for the user; 0 per second is no limit", async () => {
    const asked: unknown[] = [];
    using rooms = await testRooms({
      ratelimit: {
        getRatelimitOverrideForUser: (user, limiter) => {
          asked.push([user, limiter]);
          return user === '@bob:test' ? { perSecond: 1, burstCount: 1 } : { perSecond: 0, burstCount: 0 };
        },
      },
    });
    const limiter = new RateLimiter(rooms.context, 'rc_test', LIMIT);
    for (let n = 0; n < 5; n += 1) await limiter.limit(rooms.alice, '@alice:test');
    await limiter.limit(rooms.bob, '@bob:test');
    expect(await failure(limiter.limit(rooms.bob, '@bob:test'))).toBe(REFUSED);
    expect(asked.at(-1)).toEqual(['@bob:test', 'rc_test']);
  });
});
