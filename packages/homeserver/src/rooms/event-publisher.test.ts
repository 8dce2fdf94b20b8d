import { describe, expect, test } from 'vitest';
import { testRooms } from './test/test-rooms.ts';

describe('EventPublisher', () => {
  test('tells modules of events in their order, without making their senders wait, and wakes clients after that', async () => {
    const told: unknown[] = [];
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    using rooms = await testRooms({
      thirdPartyRules: {
        onNewEvent: async ({ content }) => {
          if (typeof content.body === 'string') told.push(content.body);
          if (content.body === 'slow') await gate;
        },
      },
    });
    const roomId = await rooms.room();
    await rooms.publisher.idle();
    let isWoken = false;
    const waiting = rooms.context.notifier.wait([roomId], 1000).then(() => (isWoken = true));
    await rooms.say(rooms.alice, roomId, 'slow');
    expect([told, isWoken]).toEqual([['slow'], false]);
    open();
    await waiting;
    await Promise.all(['b', 'c', 'd'].map((body) => rooms.say(rooms.alice, roomId, body)));
    await rooms.publisher.idle();
    expect(told).toEqual(['slow', 'b', 'c', 'd']);
  });
});
