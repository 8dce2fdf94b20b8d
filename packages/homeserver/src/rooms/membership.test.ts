import { SynapseError, type JsonObject, type Requester, type RoomId } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import type { MembershipAction } from './membership-transition.ts';
import { failure, testRooms, type TestRooms } from './test/test-rooms.ts';

function actions(rooms: TestRooms, roomId: RoomId) {
  return (who: Requester, action: MembershipAction, target: Requester = who, content: JsonObject = {}) =>
    rooms.membership.update(who, target.user, roomId, action, content);
}

describe('Membership.update()', () => {
  test('`update()` changes who is in a room, with their profiles', async () => {
    using rooms = await testRooms();
    const { alice, bob } = rooms;
    await rooms.profiles.set('@bob:test', 'avatar_url', 'mxc://test/bob');
    const roomId = await rooms.room({ preset: 'private_chat' });
    const act = actions(rooms, roomId);
    const contents = [
      await act(alice, 'invite', bob, { reason: 'hi' }),
      await act(bob, 'join', bob, { join_authorised_via_users_server: '@x:y' }),
      await act(alice, 'kick', bob, { reason: 'bye' }),
      await act(alice, 'ban', bob),
      await act(alice, 'unban', bob),
    ].map(({ event }) => event.content);
    const profile = { displayname: 'bob', avatar_url: 'mxc://test/bob' };
    expect(contents).toEqual([
      { membership: 'invite', reason: 'hi', ...profile },
      { membership: 'join', ...profile },
      { membership: 'leave', reason: 'bye' },
      { membership: 'ban' },
      { membership: 'leave' },
    ]);
    expect(rooms.store.membership(roomId, bob.user)?.membership).toBe('leave');
    expect(rooms.store.members(roomId, 'join')).toEqual(['@alice:test']);
  });

  test('`update()` answers with the member event that is there if nothing changes', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room();
    const act = actions(rooms, roomId);
    const joined = await act(rooms.bob, 'join');
    expect(await act(rooms.bob, 'join')).toBe(joined);
    expect(await act(rooms.bob, 'join', rooms.bob, { displayname: 'Robert' })).not.toBe(joined);
  });

  test('`update()` refuses what the room or the membership does not allow', async () => {
    using rooms = await testRooms();
    const { alice, bob, carol } = rooms;
    const roomId = await rooms.room({}, bob);
    const act = actions(rooms, roomId);
    const refusals = [
      await failure(act(bob, 'invite', carol)),
      await failure(act(bob, 'kick', alice)),
      await failure(act(bob, 'ban', alice)),
      await failure(act(bob, 'unban', alice)),
      await failure(act(alice, 'invite', alice)),
      await failure(act(alice, 'kick', carol)),
      await failure(act(alice, 'join', carol)),
      await failure(act(carol, 'leave')),
      await failure(act(carol, 'knock')),
      await failure(act(alice, 'invite', { ...carol, user: '@x:elsewhere' })),
      await failure(act(alice, 'frob' as never)),
      await failure(act(alice, 'join', alice, { displayname: 'x'.repeat(257) })),
    ];
    await act(alice, 'ban', bob);
    refusals.push(
      await failure(act(bob, 'join')),
      await failure(act(alice, 'invite', bob)),
      await failure(act(alice, 'kick', bob)),
      await failure(act(bob, 'leave')),
    );
    expect(refusals).toEqual([
      "403 ORG.MATRIX.MSC3848.INSUFFICIENT_POWER: You don't have permission to invite users",
      '403 ORG.MATRIX.MSC3848.INSUFFICIENT_POWER: You cannot kick user @alice:test.',
      "403 ORG.MATRIX.MSC3848.INSUFFICIENT_POWER: You don't have permission to ban",
      '403 M_BAD_STATE: Cannot unban user who was not banned (membership=join)',
      '403 ORG.MATRIX.MSC3848.ALREADY_JOINED: @alice:test is already in the room.',
      '403 M_FORBIDDEN: The target user is not in the room',
      '403 M_FORBIDDEN: Cannot force another user to join.',
      `403 ORG.MATRIX.MSC3848.NOT_JOINED: @carol:test not in room ${roomId}.`,
      "403 M_FORBIDDEN: You don't have permission to knock",
      "502 M_UNKNOWN: Can't connect to server elsewhere",
      '400 M_UNKNOWN: Invalid membership key',
      '400 M_BAD_JSON: Displayname is too long (max 256)',
      '403 M_BAD_STATE: Cannot join user who was banned',
      '403 M_BAD_STATE: Cannot invite user who was banned',
      '403 M_BAD_STATE: Cannot kick user who was banned',
      `403 ORG.MATRIX.MSC3848.NOT_JOINED: @bob:test not in room ${roomId}.`,
    ]);
  });

  test('`update()` refuses unknown rooms as Synapse does', async () => {
    using rooms = await testRooms();
    const act = actions(rooms, '!unknown:test');
    const refused = (action: MembershipAction) => failure(act(rooms.alice, action, rooms.bob));
    expect([await refused('join'), await refused('knock'), await refused('invite'), await refused('ban')]).toEqual([
      "404 M_UNKNOWN: Can't join remote room because no servers that are in the room have been provided.",
      '404 M_UNKNOWN: No known servers',
      '403 M_FORBIDDEN: Unknown room',
      '403 M_FORBIDDEN: Unknown room',
    ]);
    expect([await refused('leave'), await refused('kick'), await refused('unban')]).toEqual([
      '404 M_UNKNOWN: Not a known room',
      '404 M_UNKNOWN: Not a known room',
      '404 M_UNKNOWN: Not a known room',
    ]);
  });

  test('`update()` lets the invited decline, also in a room that everybody has left', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room({ preset: 'private_chat' });
    const act = actions(rooms, roomId);
    await act(rooms.alice, 'invite', rooms.bob);
    await act(rooms.alice, 'leave');
    expect((await act(rooms.bob, 'leave')).event.content).toEqual({ membership: 'leave' });
    expect(await failure(act(rooms.alice, 'join'))).toMatch(/^404 M_UNKNOWN: Can't join remote room/);
  });

  test('`update()` lets users knock if the join rule says so', async () => {
    using rooms = await testRooms();
    const rule = { type: 'm.room.join_rules', content: { join_rule: 'knock' } };
    const act = actions(rooms, await rooms.room({ initial_state: [rule] }));
    expect(await failure(act(rooms.bob, 'join'))).toBe('403 M_FORBIDDEN: You are not invited to this room.');
    expect((await act(rooms.bob, 'knock', rooms.bob, { reason: 'please' })).event.content).toEqual({
      membership: 'knock',
      displayname: 'bob',
      reason: 'please',
    });
    await act(rooms.alice, 'invite', rooms.bob);
    expect(await failure(act(rooms.bob, 'knock'))).toBe('403 M_FORBIDDEN: You are already invited to this room');
    await act(rooms.bob, 'join');
  });

  test.each(['10', '12'])(
    '`update()` lets members of an allowed room join a restricted one of version %s',
    async (version) => {
      using rooms = await testRooms();
      const lobby = await rooms.room({}, rooms.bob);
      const rule = {
        type: 'm.room.join_rules',
        content: { join_rule: 'restricted', allow: [{ type: 'm.room_membership', room_id: lobby }] },
      };
      const act = actions(rooms, await rooms.room({ room_version: version, initial_state: [rule] }));
      expect(await failure(act(rooms.carol, 'join'))).toBe(
        '403 M_FORBIDDEN: You do not belong to any of the required rooms/spaces to join this room.',
      );
      expect((await act(rooms.bob, 'join')).event.content).toEqual({
        membership: 'join',
        displayname: 'bob',
        join_authorised_via_users_server: '@alice:test',
      });
      expect((await act(rooms.bob, 'join', rooms.bob, { displayname: 'Robert' })).event.content).toEqual({
        membership: 'join',
        displayname: 'Robert',
      });
    },
  );

  test('`update()` refuses a blocked room, but lets users leave it', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room({}, rooms.bob);
    await rooms.context.database.write(() => rooms.writer.block(roomId, '@admin:test'));
    const act = actions(rooms, roomId);
    expect(await failure(act(rooms.carol, 'join'))).toBe('403 M_UNKNOWN: This room has been blocked on this server');
    expect(await failure(act(rooms.bob, 'leave'))).toBe('no failure');
  });
});

describe('Membership.update() and the modules', () => {
  test('`update()` asks about an invite: the limits, `user_may_invite`, `check_event_allowed`', async () => {
    const calls: unknown[] = [];
    using rooms = await testRooms({
      spamChecker: {
        userMayInvite: (...args) => {
          calls.push(['user_may_invite', ...args]);
          return 'NOT_SPAM';
        },
      },
      thirdPartyRules: {
        checkEventAllowed: async ({ type, state_key }, state) => {
          calls.push(['check_event_allowed', type, state_key, (await state.ofType('m.room.member')).length]);
          return [true];
        },
      },
      ratelimit: {
        getRatelimitOverrideForUser: (...args) => {
          calls.push(['get_ratelimit_override_for_user', ...args]);
          return null;
        },
      },
    });
    const roomId = await rooms.room();
    calls.length = 0;
    await rooms.membership.update(rooms.alice, '@bob:test', roomId, 'invite');
    expect(calls).toEqual([
      ['get_ratelimit_override_for_user', '@alice:test', 'rc_invites.per_room'],
      ['get_ratelimit_override_for_user', '@alice:test', 'rc_invites.per_user'],
      ['get_ratelimit_override_for_user', '@alice:test', 'rc_invites.per_issuer'],
      ['user_may_invite', '@alice:test', '@bob:test', roomId],
      ['check_event_allowed', 'm.room.member', '@bob:test', 1],
    ]);
  });

  test('`update()` asks `user_may_join_room` with whether the user is invited, except administrators', async () => {
    const calls: unknown[] = [];
    using rooms = await testRooms({
      spamChecker: {
        userMayJoinRoom: (...args) => {
          calls.push(args);
          return args[0] === '@carol:test' ? ['M_EXCLUSIVE', { k: 1 }] : 'NOT_SPAM';
        },
      },
    });
    const roomId = await rooms.room();
    await rooms.membership.update(rooms.alice, '@bob:test', roomId, 'invite');
    for (const who of [rooms.bob, rooms.admin]) await rooms.membership.update(who, who.user, roomId, 'join');
    const denial = await rooms.membership
      .update(rooms.carol, '@carol:test', roomId, 'join')
      .catch((error: unknown) => error);
    expect(calls).toEqual([
      ['@bob:test', roomId, true],
      ['@carol:test', roomId, false],
    ]);
    expect(SynapseError.is(denial) && [denial.status, denial.toJson()]).toEqual([
      403,
      { errcode: 'M_EXCLUSIVE', error: 'Not allowed to join this room', k: 1 },
    ]);
  });

  test('`update()` does not ask `user_may_invite` about administrators', async () => {
    using rooms = await testRooms({ spamChecker: { userMayInvite: () => 'M_FORBIDDEN' } });
    const roomId = await rooms.room({ power_level_content_override: { invite: 0 } }, rooms.admin);
    const act = actions(rooms, roomId);
    expect(await failure(act(rooms.alice, 'invite', rooms.bob))).toBe(
      '403 M_FORBIDDEN: Invites have been disabled on this server',
    );
    expect(await failure(act(rooms.admin, 'invite', rooms.bob))).toBe('no failure');
  });
});

describe('Membership.forget()', () => {
  test('`forget()` forgets a room that was left, until the user comes back', async () => {
    using rooms = await testRooms();
    const roomId = await rooms.room({}, rooms.bob);
    expect(await failure(rooms.membership.forget('@bob:test', roomId))).toBe(
      `400 M_UNKNOWN: User @bob:test in room ${roomId}`,
    );
    await actions(rooms, roomId)(rooms.bob, 'leave');
    await rooms.membership.forget('@bob:test', roomId);
    expect(rooms.store.isForgotten(roomId, '@bob:test')).toBe(true);
    await actions(rooms, roomId)(rooms.bob, 'join');
    expect(rooms.store.isForgotten(roomId, '@bob:test')).toBe(false);
    expect(await failure(rooms.membership.forget('@carol:test', '!unknown:test'))).toBe('no failure');
  });
});
