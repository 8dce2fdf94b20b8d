import { SynapseError } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { RatelimitOverrides } from '../ratelimit/ratelimit-overrides.ts';
import { failure, testRooms } from './test/test-rooms.ts';

const LIMIT = { name: 'org.example', perSecond: 0.5, burstCount: 2 };
const REFUSED = '429 M_LIMIT_EXCEEDED: Too Many Requests';

describe('RequestLimits.count()', () => {
  test('`count()` refuses what is one too many, for each limit and each caller', async () => {
    using rooms = await testRooms();
    const { requestLimits, alice, bob, clock } = rooms;
    await requestLimits.count(alice, LIMIT);
    await requestLimits.count(alice, LIMIT);
    const refusal = await requestLimits.count(alice, LIMIT).catch((error: unknown) => error);
    expect(SynapseError.is(refusal) && [refusal.status, refusal.toJson(), refusal.headers]).toEqual([
      429,
      { errcode: 'M_LIMIT_EXCEEDED', error: 'Too Many Requests', retry_after_ms: 2000 },
      { 'Retry-After': '2' },
    ]);
    for (const [who, limit] of [
      [bob, LIMIT],
      ['127.0.0.1', LIMIT],
      [alice, { ...LIMIT, name: 'org.example.other' }],
    ] as const) {
      expect(await failure(requestLimits.count(who, limit))).toBe('no failure');
    }
    await clock.advance(2000);
    expect(await failure(requestLimits.count(alice, LIMIT))).toBe('no failure');
    expect(await failure(requestLimits.count(alice, LIMIT))).toBe(REFUSED);
  });

  test('`count()` lets a text be a caller', async () => {
    using rooms = await testRooms();
    const limit = { ...LIMIT, burstCount: 1 };
    await rooms.requestLimits.count('10.0.0.1', limit);
    expect(await failure(rooms.requestLimits.count('10.0.0.1', limit))).toBe(REFUSED);
  });

  test('`count()` does not limit users whom an administrator freed, nor by a limit of 0 per second', async () => {
    using rooms = await testRooms();
    const { requestLimits, alice, bob } = rooms;
    const overrides = new RatelimitOverrides(rooms.context.database);
    await overrides.set('@alice:test', { messagesPerSecond: 0, burstCount: 0 });
    await overrides.set('@bob:test', { messagesPerSecond: 100, burstCount: 100 });
    for (let n = 0; n < 5; n += 1) await requestLimits.count(alice, LIMIT);
    for (let n = 0; n < 2; n += 1) await requestLimits.count(bob, LIMIT);
    expect(await failure(requestLimits.count(bob, LIMIT))).toBe(REFUSED);
    for (let n = 0; n < 5; n += 1) await requestLimits.count(bob, { ...LIMIT, perSecond: 0 });
    await overrides.remove('@alice:test');
    expect(overrides.get('@alice:test')).toBeUndefined();
    for (let n = 0; n < 2; n += 1) await requestLimits.count(alice, LIMIT);
    expect(await failure(requestLimits.count(alice, LIMIT))).toBe(REFUSED);
  });

  test('`count()` asks the modules for an override', async () => {
    const asked: unknown[] = [];
    using rooms = await testRooms({
      ratelimit: {
        getRatelimitOverrideForUser: (...args) => {
          asked.push(args);
          return { perSecond: 1, burstCount: 1 };
        },
      },
    });
    await rooms.requestLimits.count(rooms.alice, LIMIT);
    expect(await failure(rooms.requestLimits.count(rooms.alice, LIMIT))).toBe(REFUSED);
    await rooms.requestLimits.count('127.0.0.1', LIMIT);
    expect(asked).toEqual([
      ['@alice:test', 'org.example'],
      ['@alice:test', 'org.example'],
    ]);
  });

  test('`count()` refuses limits that are none', async () => {
    using rooms = await testRooms();
    const limit = { ...LIMIT, perSecond: -1 };
    expect(await failure(rooms.requestLimits.count('x', limit))).toBe(
      'RangeError: The limit org.example needs numbers from 0 on, got -1 per second and 2',
    );
  });
});
