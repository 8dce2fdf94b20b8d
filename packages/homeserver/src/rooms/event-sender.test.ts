import { setTimeout as sleep } from 'node:timers/promises';
import { NOT_SPAM, SynapseError, type EventId, type JsonObject, type RoomEvent } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { failure, testRooms, type TestRooms } from './test/test-rooms.ts';

describe('EventSender.send()', () => {
  test('`send()` asks `check_event_allowed`, then `check_event_for_spam`, then the rules of the room', async () => {
    const calls: unknown[] = [];
    using rooms = await testRooms({
      spamChecker: {
        checkEventForSpam: ({ type }) => {
          calls.push(['check_event_for_spam', type]);
          return 'NOT_SPAM';
        },
      },
      thirdPartyRules: {
        checkEventAllowed: async ({ type }, state) => {
          calls.push(['check_event_allowed', type, (await state.get('m.room.name'))?.content.name]);
          return [true];
        },
      },
    });
    const roomId = await rooms.room({ name: 'Hall' }, rooms.bob);
    calls.length = 0;
    const topic = {
      type: 'm.room.topic',
      state_key: '',
      room_id: roomId,
      sender: rooms.bob.user,
      content: { topic: 'x' },
    };
    expect(await failure(rooms.sender.send(rooms.bob, topic))).toBe(
      "403 ORG.MATRIX.MSC3848.INSUFFICIENT_POWER: You don't have permission to post that to the room. user_level (0) < send_level (50)",
    );
    expect(calls).toEqual([
      ['check_event_allowed', 'm.room.topic', 'Hall'],
      ['check_event_for_spam', 'm.room.topic'],
    ]);
  });

  test('`send()` answers with the denial of a module', async () => {
    using rooms = await testRooms({
      spamChecker: {
        checkEventForSpam: ({ content }) =>
          content.body === 'spam' ? ['M_LIMIT_EXCEEDED', { error: 'over', k: 1 }] : 'NOT_SPAM',
      },
      thirdPartyRules: { checkEventAllowed: ({ content }) => [content.body !== 'no'] },
    });
    const roomId = await rooms.room();
    expect(await failure(rooms.say(rooms.alice, roomId, 'no'))).toBe(
      '403 M_FORBIDDEN: This event is not allowed in this context',
    );
    const spam = rooms.say(rooms.alice, roomId, 'spam').catch((error: unknown) => error);
    const denial = await spam;
    expect(SynapseError.is(denial) && denial.toJson()).toEqual({ errcode: 'M_LIMIT_EXCEEDED', error: 'over', k: 1 });
  });

  test('`send()` sends what a module puts in the place of the event, and does not ask about it again', async () => {
    const asked: string[] = [];
    using rooms = await testRooms({
      thirdPartyRules: {
        checkEventAllowed: (event) => {
          asked.push(event.type);
          if (event.type !== 'm.room.message') return [true];
          return [true, { ...event, sender: '@bob:test', content: { msgtype: 'm.text', body: 'edited' } }];
        },
      },
    });
    const roomId = await rooms.room({}, rooms.bob);
    asked.length = 0;
    const eventId = await rooms.say(rooms.alice, roomId, 'original');
    const { event } = rooms.store.event(eventId as EventId)!;
    expect([event.sender, event.content]).toEqual(['@bob:test', { msgtype: 'm.text', body: 'edited' }]);
    expect(asked).toEqual(['m.room.message']);
  });

  test.each<[string, (event: RoomEvent) => object, string]>([
    [
      'another type',
      (event) => ({ ...event, type: 'm.other' }),
      'Error: Third party rules module created an invalid event: cannot change field type',
    ],
    [
      'another room',
      (event) => ({ ...event, room_id: '!x:test' }),
      'Error: Third party rules module created an invalid event: cannot change field room_id',
    ],
    [
      'a state key',
      (event) => ({ ...event, state_key: '' }),
      'Error: Third party rules module created an invalid event: cannot change field state_key',
    ],
    [
      'a remote sender',
      (event) => ({ ...event, sender: '@x:elsewhere' }),
      'Error: Third party rules module created an invalid event: invalid sender "@x:elsewhere"',
    ],
    ['nothing', () => ({}), 'Error: Third party rules module created an invalid event: cannot change field room_id'],
    [
      'invalid content',
      (event) => ({ ...event, content: { body: 'x' } }),
      "500 M_UNKNOWN: Third party rules module created an invalid event: 'msgtype' not in content",
    ],
  ])('`send()` fails if a module replaces the event by one with %s', async (_what, replace, expected) => {
    using rooms = await testRooms({
      thirdPartyRules: {
        checkEventAllowed: (event) => (event.type === 'm.room.message' ? [true, replace(event) as never] : [true]),
      },
    });
    const roomId = await rooms.room();
    expect(await failure(rooms.say(rooms.alice, roomId, 'x'))).toBe(expected);
  });

  test('`send()` keeps state that a module sends from within its callback', async () => {
    let rooms: TestRooms | undefined;
    const sent = await testRooms({
      thirdPartyRules: {
        checkEventAllowed: async ({ type, room_id, sender }) => {
          if (type !== 'm.room.message') return [true];
          const draft = { type: 'm.test', state_key: '', room_id, sender, content: { from: 'the callback' } };
          await rooms!.sender.send(rooms!.alice, draft);
          return [true];
        },
      },
    });
    using started = (rooms = sent);
    const roomId = await started.room();
    await started.say(started.alice, roomId, 'x');
    expect(started.store.stateEvent(roomId, 'm.test', '')?.event.content).toEqual({ from: 'the callback' });
    const [message, state] = started.store.timeline(roomId, { from: Infinity, direction: 'b', limit: 2 });
    expect([message?.event.type, state?.event.type]).toEqual(['m.room.message', 'm.test']);
    // Both build on the same event.
    expect(message?.event.prev_events).toEqual(state?.event.prev_events);
  });

  test('`send()` lets concurrent events fork, and the next one joins them', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room();
    const ids = await Promise.all([1, 2, 3].map((n) => rooms.say(rooms.alice, roomId, `${n}`)));
    const { event } = rooms.store.event((await rooms.say(rooms.alice, roomId, '4')) as EventId)!;
    expect(event.prev_events.toSorted()).toEqual(ids.toSorted());
    expect(rooms.store.forwardExtremities(roomId).map(({ eventId }) => eventId)).toEqual([event.event_id]);
  });

  test('`send()` gives the same transaction the same event, also while it is being sent, and after a redaction', async () => {
    let asked = 0;
    using rooms = await testRooms({
      spamChecker: {
        checkEventForSpam: async () => {
          asked += 1;
          await sleep(5);
          return NOT_SPAM;
        },
      },
    });
    const roomId = await rooms.room();
    const ids = await Promise.all([1, 2].map(() => rooms.say(rooms.alice, roomId, 'x', 'txn')));
    expect(await rooms.say(rooms.alice, roomId, 'x', 'txn')).toBe(ids[0]);
    expect([new Set(ids).size, asked]).toEqual([1, 1]);
    const other = await rooms.say({ ...rooms.alice, deviceId: 'OTHER' }, roomId, 'x', 'txn');
    expect(other).not.toBe(ids[0]);
    expect(rooms.store.event(ids[0] as EventId)).toMatchObject({ txnId: 'txn', deviceId: 'DEVICE' });
  });

  test('`send()` tries a transaction again that was refused', async () => {
    let refuse = true;
    using rooms = await testRooms({ spamChecker: { checkEventForSpam: () => (refuse ? 'M_FORBIDDEN' : 'NOT_SPAM') } });
    const roomId = await rooms.room();
    expect(await failure(rooms.say(rooms.alice, roomId, 'x', 'txn'))).toBe(
      '403 M_FORBIDDEN: This message has been rejected as probable spam',
    );
    refuse = false;
    expect(await failure(rooms.say(rooms.alice, roomId, 'x', 'txn'))).toBe('no failure');
  });

  test('`send()` answers with the state event that is there if the sender sends it again', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room();
    const set = (topic: string) =>
      rooms.sender.send(rooms.alice, {
        type: 'm.room.topic',
        state_key: '',
        room_id: roomId,
        sender: '@alice:test',
        content: { topic },
      });
    const first = await set('a');
    expect((await set('a')).event.event_id).toBe(first.event.event_id);
    expect((await set('b')).event.event_id).not.toBe(first.event.event_id);
    expect((await set('a')).event.event_id).not.toBe(first.event.event_id);
  });

  test.each<[string, string, object, string]>([
    [
      'a message without a text',
      'm.room.message',
      { body: 3, msgtype: 'm.text' },
      "400 M_UNKNOWN: 'body' not a string type",
    ],
    ['a fraction', 'm.test', { a: 1.5 }, '400 M_BAD_JSON: Bad JSON value: float'],
    ['an integer that is too large', 'm.test', { a: 2 ** 60 }, '400 M_BAD_JSON: JSON integer out of range'],
    ['too much content', 'm.test', { a: 'x'.repeat(65_536) }, '413 M_TOO_LARGE: event too large'],
    ['too long a type', 'x'.repeat(256), {}, "413 M_TOO_LARGE: 'type' too large"],
    [
      'a membership',
      'm.room.member',
      { membership: 'join' },
      '500 M_UNKNOWN: Tried to send member event through non-member codepath',
    ],
    ['a call in a public room', 'm.call.invite', {}, '403 M_FORBIDDEN: Call invites are not allowed in public rooms.'],
    ['a redaction of nothing', 'm.room.redaction', {}, "400 M_UNKNOWN: 'redacts' not in content"],
    [
      'a relation to an unknown event',
      'm.test',
      { 'm.relates_to': { rel_type: 'm.x', event_id: '$nope' } },
      "400 M_UNKNOWN: Can't send relation to unknown event",
    ],
  ])('`send()` refuses %s', async (_what, type, content, expected) => {
    using rooms = await testRooms();
    const roomId = await rooms.room();
    const sent = rooms.sender.send(rooms.alice, {
      type,
      room_id: roomId,
      sender: '@alice:test',
      content: content as JsonObject,
    });
    expect(await failure(sent)).toBe(expected);
  });

  test('`send()` refuses those who are not in the room, and unknown rooms', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room();
    expect(await failure(rooms.say(rooms.bob, roomId, 'x'))).toBe(
      `403 M_FORBIDDEN: User @bob:test not in room ${roomId}`,
    );
    expect(await failure(rooms.say(rooms.bob, '!unknown:test', 'x'))).toBe(
      '403 M_FORBIDDEN: User @bob:test not in room !unknown:test',
    );
  });

  test('`send()` throws a ShadowBanError for a shadow-banned user, unless told to ignore it', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room();
    const banned = { ...rooms.alice, shadowBanned: true };
    expect(await failure(rooms.say(banned, roomId, 'x'))).toBe('ShadowBanError: The user is shadow-banned');
    const draft = { type: 'm.test', room_id: roomId, sender: '@alice:test', content: {} } as const;
    expect(await failure(rooms.sender.send(banned, draft, { ignoreShadowBan: true }))).toBe('no failure');
  });
});
