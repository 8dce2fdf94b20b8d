import { describe, expect, test } from 'vitest';
import { ROOM_VERSIONS } from '../events/index.ts';
import { failure, testRooms } from './test/test-rooms.ts';

describe('RoomUpgrader.upgrade()', () => {
  test('`upgrade()` makes a new room of the old one, in the order of Synapse', async () => {
    const calls: unknown[] = [];
    using rooms = await testRooms({
      spamChecker: {
        userMayCreateRoom: (user, config) => {
          if ('predecessor' in (config.creation_content ?? {})) {
            calls.push([
              'user_may_create_room',
              user,
              Object.keys(config),
              config.initial_state?.map(({ type }) => type),
            ]);
          }
          return 'NOT_SPAM';
        },
        checkEventForSpam: ({ type }) => {
          calls.push(['check_event_for_spam', type]);
          return 'NOT_SPAM';
        },
      },
      thirdPartyRules: {
        checkEventAllowed: ({ type }) => {
          calls.push(['check_event_allowed', type]);
          return [true];
        },
      },
    });
    const oldRoomId = await rooms.room(
      {
        name: 'Hall',
        room_alias_name: 'hall',
        visibility: 'public',
        initial_state: [{ type: 'm.custom', content: { x: 1 } }],
      },
      rooms.bob,
    );
    await rooms.membership.update(rooms.alice, '@carol:test', oldRoomId, 'ban');
    calls.length = 0;
    const newRoomId = await rooms.upgrader.upgrade(rooms.alice, oldRoomId, ROOM_VERSIONS['12']);
    expect(calls).toEqual([
      ['check_event_allowed', 'm.room.create'],
      ['check_event_allowed', 'm.room.tombstone'],
      [
        'user_may_create_room',
        '@alice:test',
        ['creation_content', 'initial_state'],
        ['m.room.power_levels', 'm.room.join_rules', 'm.room.name', 'm.room.history_visibility'],
      ],
      ['check_event_allowed', 'm.room.member'],
      ['check_event_allowed', 'm.room.power_levels'],
      ['check_event_allowed', 'm.room.guest_access'],
      ['check_event_allowed', 'm.room.join_rules'],
      ['check_event_allowed', 'm.room.name'],
      ['check_event_allowed', 'm.room.history_visibility'],
      ['check_event_allowed', 'm.room.member'],
      ['check_event_allowed', 'm.room.canonical_alias'],
      ['check_event_for_spam', 'm.room.canonical_alias'],
      ['check_event_allowed', 'm.room.canonical_alias'],
      ['check_event_for_spam', 'm.room.canonical_alias'],
      ['check_event_allowed', 'm.room.power_levels'],
      ['check_event_for_spam', 'm.room.power_levels'],
      ['check_event_allowed', 'm.room.power_levels'],
      ['check_event_for_spam', 'm.room.power_levels'],
    ]);
    const content = (roomId: typeof newRoomId, type: string, key = '') =>
      rooms.store.stateEvent(roomId, type, key)?.event.content;
    expect(content(newRoomId, 'm.room.create')).toEqual({ room_version: '12', predecessor: { room_id: oldRoomId } });
    expect(content(newRoomId, 'm.room.name')).toEqual({ name: 'Hall' });
    expect(content(newRoomId, 'm.custom')).toBeUndefined();
    expect(content(newRoomId, 'm.room.member', '@carol:test')).toEqual({ membership: 'ban' });
    expect(content(newRoomId, 'm.room.power_levels')?.['users']).toEqual({});
    expect(content(newRoomId, 'm.room.canonical_alias')).toEqual({ alias: '#hall:test' });
    expect(content(oldRoomId, 'm.room.tombstone')).toEqual({
      body: 'This room has been replaced',
      replacement_room: newRoomId,
    });
    expect(content(oldRoomId, 'm.room.canonical_alias')).toEqual({});
    expect(content(oldRoomId, 'm.room.power_levels')).toMatchObject({ events_default: 50, invite: 50 });
    expect(rooms.directory.resolve('#hall:test').roomId).toBe(newRoomId);
    expect([rooms.store.room(oldRoomId)?.isPublic, rooms.store.room(newRoomId)?.isPublic]).toEqual([false, true]);
    expect(rooms.store.members(newRoomId, 'join')).toEqual(['@alice:test']);
  });

  test.each([
    ['10', '11'],
    ['12', '11'],
  ] as const)('`upgrade()` from version %s to %s leaves its user in power', async (from, to) => {
    using rooms = await testRooms();
    const oldRoomId = await rooms.room({ room_version: from });
    const newRoomId = await rooms.upgrader.upgrade(rooms.alice, oldRoomId, ROOM_VERSIONS[to]);
    const tombstone = rooms.store.stateEvent(oldRoomId, 'm.room.tombstone', '');
    expect(rooms.store.stateEvent(newRoomId, 'm.room.create', '')?.event.content).toEqual({
      room_version: to,
      predecessor: { room_id: oldRoomId, event_id: tombstone?.event.event_id },
    });
    const topic = {
      type: 'm.room.topic',
      state_key: '',
      room_id: newRoomId,
      sender: '@alice:test',
      content: { topic: 'x' },
    } as const;
    expect(await failure(rooms.sender.send(rooms.alice, topic))).toBe('no failure');
  });

  test('`upgrade()` runs once if it is asked twice at the same time', async () => {
    using rooms = await testRooms();
    const oldRoomId = await rooms.room(
      { power_level_content_override: { users: { '@alice:test': 100, '@bob:test': 100 } } },
      rooms.bob,
    );
    const upgrade = (who: typeof rooms.bob) => rooms.upgrader.upgrade(who, oldRoomId, ROOM_VERSIONS['11']);
    const [first, second, third] = [upgrade(rooms.alice), upgrade(rooms.alice), failure(upgrade(rooms.bob))];
    expect(await first).toBe(await second);
    expect(await third).toBe('400 M_UNKNOWN: An upgrade for this room is currently in progress');
  });

  test('`upgrade()` refuses those who may not close the room, unknown rooms, and what a module refuses', async () => {
    using rooms = await testRooms({
      spamChecker: { userMayCreateRoom: (user) => (user === '@admin:test' ? 'M_FORBIDDEN' : 'NOT_SPAM') },
    });
    const roomId = await rooms.room(
      { power_level_content_override: { users: { '@alice:test': 100, '@admin:test': 100 } } },
      rooms.bob,
      rooms.admin,
    );
    const upgrade = (who: typeof rooms.bob, id = roomId) =>
      failure(rooms.upgrader.upgrade(who, id, ROOM_VERSIONS['12']));
    expect([
      await upgrade(rooms.bob),
      await upgrade(rooms.carol),
      await upgrade(rooms.admin),
      await upgrade(rooms.bob, '!unknown:test'),
    ]).toEqual([
      "403 ORG.MATRIX.MSC3848.INSUFFICIENT_POWER: You don't have permission to post that to the room. user_level (0) < send_level (100)",
      `403 M_FORBIDDEN: User @carol:test not in room ${roomId} (None)`,
      '403 M_FORBIDDEN: You are not permitted to create rooms',
      '404 M_NOT_FOUND: Unknown room id !unknown:test',
    ]);
    expect(rooms.store.stateEvent(roomId, 'm.room.tombstone', '')).toBeUndefined();
  });
});
