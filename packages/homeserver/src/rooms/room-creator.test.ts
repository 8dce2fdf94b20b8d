import type { CreateRoomRequest } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { failure, testRooms } from './test/test-rooms.ts';

describe('RoomCreator.create()', () => {
  test('`create()` asks the modules in the order of Synapse, with the state that they see there', async () => {
    const calls: unknown[] = [];
    const announced: unknown[] = [];
    using rooms = await testRooms({
      spamChecker: {
        userMayCreateRoom: (user, config) => {
          calls.push(['user_may_create_room', user, config.name]);
          return 'NOT_SPAM';
        },
        userMayCreateRoomAlias: (user, alias) => {
          calls.push(['user_may_create_room_alias', user, alias]);
          return 'NOT_SPAM';
        },
        userMayInvite: (inviter, invitee) => {
          calls.push(['user_may_invite', inviter, invitee]);
          return 'NOT_SPAM';
        },
        userMayJoinRoom: () => {
          calls.push(['user_may_join_room']);
          return 'NOT_SPAM';
        },
        checkEventForSpam: (event) => {
          calls.push(['check_event_for_spam', event.type]);
          return 'NOT_SPAM';
        },
      },
      thirdPartyRules: {
        onCreateRoom: (requester, body, isAdmin) => {
          calls.push(['on_create_room', requester.user, isAdmin]);
          body.name = 'From the module';
        },
        checkVisibilityCanBeModified: async (_roomId, state, visibility) => {
          calls.push(['check_visibility_can_be_modified', visibility, (await state.all()).length]);
          return true;
        },
        checkEventAllowed: async (event, state) => {
          calls.push(['check_event_allowed', event.type, (await state.all()).map(({ type }) => type)]);
          return [true];
        },
        onNewEvent: async (event, state) => {
          announced.push([event.type, (await state.all()).length]);
        },
      },
      ratelimit: {
        getRatelimitOverrideForUser: (user, limiter) => {
          calls.push(['get_ratelimit_override_for_user', user, limiter]);
          return null;
        },
      },
    });
    await rooms.creator.create(rooms.alice, {
      preset: 'public_chat',
      visibility: 'public',
      room_alias_name: 'hall',
      invite: ['@bob:test'],
    });
    await rooms.publisher.idle();
    expect(calls).toEqual([
      ['on_create_room', '@alice:test', false],
      ['get_ratelimit_override_for_user', '@alice:test', 'rc_invites.per_room'],
      ['user_may_create_room', '@alice:test', 'From the module'],
      ['check_visibility_can_be_modified', 'public', 0],
      ['user_may_create_room_alias', '@alice:test', '#hall:test'],
      ['check_event_allowed', 'm.room.create', []],
      ['check_event_allowed', 'm.room.member', ['m.room.create']],
      ['check_event_allowed', 'm.room.power_levels', ['m.room.create', 'm.room.member']],
      ['check_event_allowed', 'm.room.canonical_alias', ['m.room.create', 'm.room.member']],
      ['check_event_allowed', 'm.room.join_rules', ['m.room.create', 'm.room.member']],
      ['check_event_allowed', 'm.room.history_visibility', ['m.room.create', 'm.room.member']],
      ['check_event_allowed', 'm.room.name', ['m.room.create', 'm.room.member']],
      ['user_may_invite', '@alice:test', '@bob:test'],
      [
        'check_event_allowed',
        'm.room.member',
        [
          'm.room.create',
          'm.room.member',
          'm.room.power_levels',
          'm.room.canonical_alias',
          'm.room.join_rules',
          'm.room.history_visibility',
          'm.room.name',
        ],
      ],
    ]);
    expect(announced).toEqual([
      ['m.room.create', 1],
      ['m.room.member', 2],
      ['m.room.power_levels', 7],
      ['m.room.canonical_alias', 7],
      ['m.room.join_rules', 7],
      ['m.room.history_visibility', 7],
      ['m.room.name', 7],
      ['m.room.member', 8],
    ]);
  });

  test.each(['10', '11', '12'])(
    '`create()` makes a room of version %s with the initial events of Synapse',
    async (version) => {
      using rooms = await testRooms();
      const { roomId, alias } = await rooms.creator.create(rooms.alice, {
        room_version: version,
        preset: 'trusted_private_chat',
        room_alias_name: 'hall',
        name: 'Hall',
        topic: 'All of it',
        invite: ['@bob:test'],
        is_direct: true,
        initial_state: [{ type: 'm.room.guest_access', content: { guest_access: 'forbidden' } }],
        creation_content: { 'm.federate': false, room_version: '1', additional_creators: ['@carol:test'] },
      });
      const events = rooms.store.timeline(roomId, { from: 0, direction: 'f', limit: 50 });
      const creators = { '10': { creator: '@alice:test' }, '11': {}, '12': {} }[version];
      const additional = version === '12' ? ['@carol:test', '@bob:test'] : ['@carol:test'];
      expect(events.map(({ event }) => [event.type, event.state_key, event.content])).toEqual([
        [
          'm.room.create',
          '',
          { ...creators, 'm.federate': false, room_version: version, additional_creators: additional },
        ],
        ['m.room.member', '@alice:test', { membership: 'join', displayname: 'alice' }],
        [
          'm.room.power_levels',
          '',
          {
            users: version === '12' ? {} : { '@alice:test': 100, '@bob:test': 100 },
            users_default: 0,
            events: {
              'm.room.name': 50,
              'm.room.power_levels': 100,
              'm.room.history_visibility': 100,
              'm.room.canonical_alias': 50,
              'm.room.avatar': 50,
              'm.room.tombstone': version === '12' ? 150 : 100,
              'm.room.server_acl': 100,
              'm.room.encryption': 100,
            },
            events_default: 0,
            state_default: 50,
            ban: 50,
            kick: 50,
            redact: 50,
            invite: 0,
            historical: 100,
          },
        ],
        ['m.room.canonical_alias', '', { alias: '#hall:test' }],
        ['m.room.join_rules', '', { join_rule: 'invite' }],
        ['m.room.history_visibility', '', { history_visibility: 'shared' }],
        ['m.room.guest_access', '', { guest_access: 'forbidden' }],
        ['m.room.name', '', { name: 'Hall' }],
        ['m.room.topic', '', { topic: 'All of it', 'm.topic': { 'm.text': [{ body: 'All of it' }] } }],
        ['m.room.member', '@bob:test', { membership: 'invite', displayname: 'bob', is_direct: true }],
      ]);
      expect(roomId).toMatch(version === '12' ? /^![\w-]{43}$/ : /^![A-Za-z]{18}:test$/);
      expect(alias).toBe('#hall:test');
      expect(rooms.store.room(roomId)).toEqual({ roomId, version, creator: '@alice:test', isPublic: false });
      expect(events.map(({ event }) => [event.depth, event.prev_events])).toEqual(
        events.map((_, index) => [index + 1, index === 0 ? [] : [events[index - 1]!.event.event_id]]),
      );
    },
  );

  test('`create()` gives rooms of version 12 that are created alike at once different IDs', async () => {
    using rooms = await testRooms();
    const create = () => rooms.creator.create(rooms.alice, { room_version: '12' });
    const created = [...(await Promise.all([create(), create(), create()])), await create()];
    expect(new Set(created.map(({ roomId }) => roomId)).size).toBe(4);
  });

  test.each([
    [{ room_version: '99' }, '400 M_UNSUPPORTED_ROOM_VERSION: Your homeserver does not support this room version'],
    [{ room_version: 5 }, '400 M_BAD_JSON: room_version must be a string'],
    [{ preset: 'x' }, "400 M_BAD_JSON: 'x' is not a valid preset"],
    [{ invite: ['foo'] }, '400 M_UNKNOWN: Invalid user_id: foo'],
    [{ invite: 'foo' }, '400 M_BAD_JSON: invite must be a list'],
    [{ room_alias_name: 'a b' }, '400 M_UNKNOWN: Invalid characters in room alias'],
    [{ room_alias_name: 'taken' }, '400 M_ROOM_IN_USE: Room alias already taken'],
    [{ name: 3 }, "400 M_UNKNOWN: 'name' not a string type"],
    [{ initial_state: [{ type: 'm.x', content: 3 }] }, '400 M_BAD_JSON: Invalid event JSON'],
    [
      { power_level_content_override: { users: { '@bob:test': 100 } } },
      "400 M_UNKNOWN: Not a valid power_level_content_override: 'users' did not contain @alice:test",
    ],
    [{ power_level_content_override: { users: 3 } }, '400 M_BAD_JSON: "users": 3 is not of type \'object\''],
    [
      { invite_3pid: [{ medium: 'email', address: 'a@b.c' }] },
      '400 M_MISSING_PARAM: all of `medium`, `address`, `id_server` and `id_access_token` are required when making a 3pid invite',
    ],
    [
      { invite_3pid: [{ medium: 'email', address: 'a@b.c', id_server: 'x', id_access_token: 'y' }] },
      '403 M_UNKNOWN: Looking up third-party identifiers is denied from this server',
    ],
    [
      { invite: Array.from({ length: 11 }, (_, index) => `@u${index}:test`) },
      '400 M_UNKNOWN: Cannot invite so many users at once',
    ],
  ])('`create()` refuses %j', async (body, expected) => {
    using rooms = await testRooms();
    await rooms.creator.create(rooms.bob, { room_alias_name: 'taken' });
    expect(await failure(rooms.creator.create(rooms.alice, body as CreateRoomRequest))).toBe(expected);
  });

  test('`create()` does not ask `user_may_create_room` about administrators', async () => {
    using rooms = await testRooms({ spamChecker: { userMayCreateRoom: () => 'M_FORBIDDEN' } });
    expect(await failure(rooms.creator.create(rooms.alice, {}))).toBe(
      '403 M_FORBIDDEN: You are not permitted to create rooms',
    );
    expect(await failure(rooms.creator.create(rooms.admin, {}))).toBe('no failure');
  });

  test('`create()` stops if a module refuses one of the initial events', async () => {
    using rooms = await testRooms({
      thirdPartyRules: { checkEventAllowed: (event) => [event.type !== 'm.room.topic'] },
    });
    expect(await failure(rooms.creator.create(rooms.alice, { topic: 'No' }))).toBe(
      '403 M_FORBIDDEN: This event is not allowed in this context',
    );
  });

  test('`create()` leaves out whom a shadow-banned user invites', async () => {
    using rooms = await testRooms();
    const { roomId } = await rooms.creator.create({ ...rooms.alice, shadowBanned: true }, { invite: ['@bob:test'] });
    expect(rooms.store.membership(roomId, '@bob:test')).toBeUndefined();
  });
});
