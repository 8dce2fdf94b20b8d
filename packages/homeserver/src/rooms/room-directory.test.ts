import { describe, expect, test } from 'vitest';
import { failure, testRooms } from './test/test-rooms.ts';

describe('RoomDirectory', () => {
  test('`createAssociation()` makes an alias that `resolve()` finds', async () => {
    const asked: unknown[] = [];
    using rooms = await testRooms({
      spamChecker: {
        userMayCreateRoomAlias: (...args) => {
          asked.push(args);
          return args[1] === '#no:test' ? 'M_FORBIDDEN' : 'NOT_SPAM';
        },
      },
    });
    const roomId = await rooms.room();
    await rooms.directory.createAssociation(rooms.alice, '#a:test', roomId);
    expect(rooms.directory.resolve('#a:test')).toEqual({ roomId, servers: ['test'] });
    const create = (alias: `#${string}:${string}`, who = rooms.alice) =>
      failure(rooms.directory.createAssociation(who, alias, roomId));
    expect([
      await create('#a:test'),
      await create('#no:test'),
      await create('#a b:test'),
      await create('#a:elsewhere'),
      await create(`#${'x'.repeat(255)}:test`),
      await create('#b:test', rooms.bob),
      await create('#b:test', rooms.admin),
    ]).toEqual([
      '409 M_UNKNOWN: Room alias #a:test already exists',
      '403 M_FORBIDDEN: This user is not permitted to create this alias',
      '400 M_UNKNOWN: Invalid characters in room alias',
      '400 M_UNKNOWN: Room alias must be local',
      "400 M_INVALID_PARAM: Can't create aliases longer than 255 characters",
      '403 M_FORBIDDEN: You must be in the room to create an alias for it',
      'no failure',
    ]);
    expect(asked[0]).toEqual(['@alice:test', '#a:test']);
    expect(await failure((async () => rooms.directory.resolve('#unknown:test'))())).toBe(
      '404 M_NOT_FOUND: Room alias #unknown:test not found',
    );
  });

  test('`deleteAssociation()` takes the alias out of the canonical aliases', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room({ room_alias_name: 'hall' }, rooms.bob);
    await rooms.directory.createAssociation(rooms.bob, '#bobs:test', roomId);
    const canonical = {
      type: 'm.room.canonical_alias',
      state_key: '',
      room_id: roomId,
      sender: '@alice:test',
    } as const;
    const content = { alias: '#hall:test', alt_aliases: ['#bobs:test'] };
    await rooms.sender.send(rooms.alice, { ...canonical, content });
    const current = () => rooms.store.stateEvent(roomId, 'm.room.canonical_alias', '')?.event.content;
    expect(await failure(rooms.directory.deleteAssociation(rooms.bob, '#hall:test'))).toBe(
      "403 M_FORBIDDEN: You don't have permission to delete the alias.",
    );
    await rooms.directory.deleteAssociation(rooms.bob, '#bobs:test');
    // Bob may delete his alias, but not change the canonical aliases.
    expect(current()).toEqual(content);
    await rooms.directory.deleteAssociation(rooms.alice, '#hall:test');
    expect(current()).toEqual({ alt_aliases: ['#bobs:test'] });
    expect(await failure(rooms.directory.deleteAssociation(rooms.alice, '#hall:test'))).toBe(
      '404 M_NOT_FOUND: Unknown room alias',
    );
  });

  test.each([
    [{ alias: '#unknown:test' }, '400 M_BAD_ALIAS: Room alias #unknown:test does not point to the room'],
    [{ alias: 'nope' }, "400 M_INVALID_PARAM: Expected RoomAlias string to start with '#'"],
    [{ alias: 3 }, '400 M_INVALID_PARAM: The alias must be of type string.'],
    [{ alt_aliases: 3 }, '400 M_INVALID_PARAM: The alt_aliases property must be a list.'],
    [{ alt_aliases: [3] }, '400 M_INVALID_PARAM: Each alt_alias must be of type string.'],
    [{ alias: '#hall:test', alt_aliases: ['#hall:test'] }, 'no failure'],
  ])('a canonical alias event with the content %j', async (content, expected) => {
    using rooms = await testRooms();
    const roomId = await rooms.room({ room_alias_name: 'hall' });
    const draft = {
      type: 'm.room.canonical_alias',
      state_key: '',
      room_id: roomId,
      sender: '@alice:test',
      content,
    } as const;
    expect(await failure(rooms.sender.send(rooms.alice, draft))).toBe(expected);
  });

  test('`setVisibility()` asks the modules as Synapse does', async () => {
    const asked: unknown[] = [];
    let allow = true;
    using rooms = await testRooms({
      spamChecker: {
        userMayPublishRoom: (...args) => {
          asked.push(['user_may_publish_room', ...args]);
          return args[0] === '@bob:test' ? 'M_FORBIDDEN' : 'NOT_SPAM';
        },
      },
      thirdPartyRules: {
        checkVisibilityCanBeModified: async (roomId, state, visibility) => {
          asked.push([
            'check_visibility_can_be_modified',
            roomId,
            (await state.get('m.room.name'))?.content.name,
            visibility,
          ]);
          return allow;
        },
      },
    });
    const roomId = await rooms.room({ name: 'Hall' }, rooms.bob, rooms.carol);
    asked.length = 0;
    await rooms.directory.setVisibility(rooms.alice, roomId, 'public');
    expect(rooms.store.room(roomId)?.isPublic).toBe(true);
    await rooms.directory.setVisibility(rooms.alice, roomId, 'private');
    expect(rooms.store.room(roomId)?.isPublic).toBe(false);
    expect(asked).toEqual([
      ['user_may_publish_room', '@alice:test', roomId],
      ['check_visibility_can_be_modified', roomId, 'Hall', 'public'],
      ['user_may_publish_room', '@alice:test', roomId],
    ]);
    allow = false;
    expect([
      await failure(rooms.directory.setVisibility(rooms.bob, roomId, 'private')),
      await failure(rooms.directory.setVisibility(rooms.carol, roomId, 'private')),
      await failure(rooms.directory.setVisibility(rooms.alice, roomId, 'public')),
      await failure(rooms.directory.setVisibility(rooms.alice, '!unknown:test', 'public')),
    ]).toEqual([
      '403 M_FORBIDDEN: This user is not permitted to publish rooms to the room list',
      '403 M_FORBIDDEN: This server requires you to be a moderator in the room to edit its room list entry',
      '403 M_UNKNOWN: Not allowed to publish room',
      '400 M_UNKNOWN: Unknown room',
    ]);
  });
});

describe('PublicRooms.list()', () => {
  test('`list()` shows the largest rooms first, page by page, forwards and backwards', async () => {
    using rooms = await testRooms();
    const create = (name: string, ...members: (typeof rooms.bob)[]) =>
      rooms.room({ visibility: 'public', name, topic: `About ${name}` }, ...members);
    const large = await create('Large', rooms.bob, rooms.carol);
    const middle = await create('Middle', rooms.bob);
    const small = await create('Small');
    await rooms.room({ visibility: 'public', preset: 'private_chat', name: 'Closed' });
    await rooms.room({ name: 'Unlisted' });
    const names = (list: ReturnType<typeof rooms.publicRooms.list>) =>
      (list['chunk'] as { room_id: string }[]).map(({ room_id }) => room_id);
    const first = rooms.publicRooms.list({ limit: 2 });
    const second = rooms.publicRooms.list({ limit: 2, since: first['next_batch'] as string });
    const back = rooms.publicRooms.list({ limit: 1, since: second['prev_batch'] as string });
    expect([names(first), names(second), names(back)]).toEqual([[large, middle], [small], [middle]]);
    expect([first['prev_batch'], second['next_batch'], first['total_room_count_estimate']]).toEqual([
      undefined,
      undefined,
      3,
    ]);
    expect((first['chunk'] as unknown[])[0]).toEqual({
      room_id: large,
      name: 'Large',
      topic: 'About Large',
      num_joined_members: 3,
      world_readable: false,
      guest_can_join: false,
      join_rule: 'public',
    });
    expect(names(rooms.publicRooms.list({ searchTerm: 'MIDD' }))).toEqual([middle]);
    expect(names(rooms.publicRooms.list({ roomTypes: ['m.space'] }))).toEqual([]);
    expect(names(rooms.publicRooms.list({ roomTypes: [null] }))).toHaveLength(3);
    expect(await failure((async () => rooms.publicRooms.list({ since: 'zzz' }))())).toBe(
      "400 M_INVALID_PARAM: 'since' is not a valid token",
    );
  });
});
