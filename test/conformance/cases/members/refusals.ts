import type { JsonValue, RoomId } from '@bouton/sdk';
import type { TestUser } from '@bouton/testing';
import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../../conformance-case.ts';
import type { Behaviour } from '../../modules/behaviour.ts';
import { API_MODULE, callApi } from '../../support/api.ts';
import { argumentsOf } from '../../support/calls.ts';
import { spamChecker, thirdPartyRules } from '../../support/modules.ts';
import { outcomeOf, type RefusedRequest } from '../../support/refusal.ts';

const FAILURE = 'It went wrong';

/** Refuses one user something, and fails over another one. */
function judging(what: string, refusal: JsonValue = 'M_FORBIDDEN'): Record<string, Behaviour> {
  return { [`refused-${what}`]: { returns: refusal }, [`failing-${what}`]: { throws: FAILURE } };
}

const setup = {
  modules: [
    API_MODULE,
    spamChecker({
      user_may_create_room: judging('creator'),
      user_may_create_room_alias: judging('namer'),
      user_may_join_room: judging('joiner'),
      user_may_invite: judging('inviter'),
      check_event_for_spam: judging('sender'),
      check_registration_for_spam: judging('newcomer', 'deny'),
    }),
    thirdPartyRules({
      on_create_room: judging('founder'),
      check_can_shutdown_room: judging('closer', false),
      check_can_deactivate_user: judging('leaver', false),
    }),
  ],
} as const;

/** Something that a module does for a user, to a room that another one has created. */
type Action = (host: ConformanceHost, user: TestUser, room: RoomId) => Promise<unknown>;

/** What it comes to where a module refuses it to that user, and where it fails over that user. */
interface Judgement {
  readonly of: string;
  readonly refused: RefusedRequest;
  readonly failing: 'fails' | 'allowed';
}

function refusalCase(
  callback: ConformanceCase['callback'],
  title: string,
  { of: what, ...judgement }: Judgement,
  act: Action,
): ConformanceCase {
  return {
    ...setup,
    callback,
    title,
    run: async (host) => {
      const alice = await host.user('alice');
      const outcome = async (kind: 'refused' | 'failing'): Promise<unknown> => {
        const user = await host.user(`${kind}-${what}`);
        const room = await alice.createRoom({ preset: 'public_chat' });
        return becomes(act(host, user, room));
      };
      expect({ refused: await outcome('refused'), failing: await outcome('failing') }).toEqual(judgement);
    },
  };
}

/** What becomes of a module's calls that other modules refuse, or over which they fail. */
export const refusalCases: readonly ConformanceCase[] = [
  refusalCase(
    'module_api.create_room',
    'is refused where a spam checker refuses the room, and fails where it fails',
    { of: 'creator', refused: forbidden('You are not permitted to create rooms'), failing: 'fails' },
    (host, { userId }) => callApi(host, 'createRoom', userId, {}),
  ),
  refusalCase(
    'module_api.create_room',
    'is refused where a spam checker refuses the alias, and fails where it fails',
    { of: 'namer', refused: forbidden('This user is not permitted to create this alias'), failing: 'fails' },
    (host, { userId }) => callApi(host, 'createRoom', userId, { room_alias_name: host.localpart('hall') }),
  ),
  {
    ...setup,
    callback: 'module_api.create_room',
    title: 'is refused where the rules throw',
    run: async (host) => {
      const founder = await host.user('failing-founder');
      expect(await outcomeOf(callApi(host, 'createRoom', founder.userId, {}))).toEqual({
        status: 403,
        body: { errcode: 'M_UNKNOWN', error: 'Room creation forbidden with these parameters' },
      });
      expect(await founder.joinedRooms()).toEqual([]);
    },
  },
  refusalCase(
    'module_api.update_room_membership',
    'an invitation is refused where a spam checker refuses it, and fails where it fails',
    { of: 'inviter', refused: forbidden('Invites have been disabled on this server'), failing: 'fails' },
    async (host, user, room) => {
      await user.join(room);
      const bob = await host.user('bob');
      await callApi(host, 'updateRoomMembership', user.userId, bob.userId, room, 'invite');
    },
  ),
  refusalCase(
    'module_api.update_room_membership',
    'a join is refused where a spam checker refuses it, and fails where it fails',
    { of: 'joiner', refused: forbidden('Not allowed to join this room'), failing: 'fails' },
    (host, { userId }, room) => callApi(host, 'updateRoomMembership', userId, userId, room, 'join'),
  ),
  {
    ...setup,
    callback: 'module_api.update_room_membership',
    title: 'has the rules asked of every membership, with its event',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const room = await alice.createRoom();
      const before = (await argumentsOf(host, 'check_event_allowed')).length;
      for (const membership of ['invite', 'leave', 'ban']) {
        await callApi(host, 'updateRoomMembership', alice.userId, bob.userId, room, membership);
      }
      const asked = (await argumentsOf(host, 'check_event_allowed')).slice(before);
      const about = { sender: alice.userId, room_id: room, state_key: bob.userId };
      expect(asked.map(([event]) => event)).toMatchObject([
        { ...about, content: { membership: 'invite' } },
        { ...about, content: { membership: 'leave' } },
        { ...about, content: { membership: 'ban' } },
      ]);
    },
  },
  refusalCase(
    'module_api.create_and_send_event_into_room',
    'is refused where a spam checker refuses the event, and fails where it fails',
    { of: 'sender', refused: forbidden('This message has been rejected as probable spam'), failing: 'fails' },
    async (host, user, room) => {
      await user.join(room);
      const event = { type: 'org.example.note', room_id: room, sender: user.userId, content: {} };
      await callApi(host, 'createAndSendEventIntoRoom', event);
    },
  ),
  {
    ...setup,
    callback: 'module_api.register_user',
    title: 'is refused where a spam checker refuses the registration, and fails where it fails',
    run: async (host) => {
      const register = (name: string) => becomes(callApi(host, 'registerUser', host.localpart(name)));
      expect(await register('refused-newcomer')).toEqual({
        status: 429,
        body: { errcode: 'M_UNKNOWN', error: 'Rate limited' },
      });
      expect(await register('failing-newcomer')).toBe('fails');
      expect(await register('newcomer')).toBe('allowed');
    },
  },
  refusalCase(
    'bouton.deactivateUser',
    'is refused where the rules say false; an exception allows',
    { of: 'leaver', refused: forbidden('Deactivation of this user is forbidden'), failing: 'allowed' },
    (host, { userId }) => callApi(host, 'deactivateUser', userId),
  ),
  {
    ...setup,
    callback: 'bouton.deactivateUser',
    title: 'tells the rules that an administrator does it; refuses users who are not there',
    run: async (host) => {
      const alice = await host.user('alice');
      await callApi(host, 'deactivateUser', alice.userId);
      expect(await argumentsOf(host, 'check_can_deactivate_user')).toEqual([[alice.userId, true]]);
      expect(await argumentsOf(host, 'on_user_deactivation_status_changed')).toEqual([[alice.userId, true, true]]);
      const nobody = `@${host.localpart('nobody')}:${host.serverName}`;
      expect(await outcomeOf(callApi(host, 'deactivateUser', nobody))).toEqual({
        status: 404,
        body: { errcode: 'M_NOT_FOUND', error: 'User not found' },
      });
    },
  },
  refusalCase(
    'bouton.shutdownRoom',
    'is refused where the rules say false to who asks; an exception allows',
    { of: 'closer', refused: forbidden('Shutdown of this room is forbidden'), failing: 'allowed' },
    (host, { userId }, room) => callApi(host, 'shutdownRoom', room, { requesterUserId: userId }),
  ),
  {
    ...setup,
    callback: 'bouton.shutdownRoom',
    title: 'has the rules asked once; nobody asks where no user is named; malformed IDs are refused',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      await callApi(host, 'shutdownRoom', room);
      expect(await argumentsOf(host, 'check_can_shutdown_room')).toEqual([[null, room]]);
      expect(await outcomeOf(callApi(host, 'shutdownRoom', 'hall'))).toEqual({
        status: 400,
        body: { errcode: 'M_UNKNOWN', error: 'hall is not a legal room ID' },
      });
    },
  },
  {
    ...setup,
    callback: 'module_api.delete_room',
    title: 'has the rules asked, in the name of nobody',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      await callApi(host, 'deleteRoom', room);
      await expect.poll(() => alice.joinedRooms(), { timeout: 8000 }).toEqual([]);
      expect(await argumentsOf(host, 'check_can_shutdown_room')).toEqual([[null, room]]);
    },
  },
  {
    ...setup,
    callback: 'module_api.set_displayname',
    title: 'tells the rules that an administrator did it',
    run: async (host) => {
      const alice = await host.user('alice');
      await callApi(host, 'setDisplayname', alice.userId, 'Alice');
      expect(await argumentsOf(host, 'on_profile_update')).toEqual([
        [alice.userId, { displayName: 'Alice', avatarUrl: null }, true, false],
      ]);
    },
  },
  {
    ...setup,
    callback: 'bouton.setAvatarUrl',
    title: 'tells the rules that an administrator did it',
    run: async (host) => {
      const alice = await host.user('alice');
      await callApi(host, 'setAvatarUrl', alice.userId, 'mxc://localhost/abc');
      expect(await argumentsOf(host, 'on_profile_update')).toEqual([
        [alice.userId, { displayName: host.localpart('alice'), avatarUrl: 'mxc://localhost/abc' }, true, false],
      ]);
    },
  },
  {
    ...setup,
    callback: 'bouton.addThreepid',
    title: 'tells the rules',
    run: async (host) => {
      const alice = await host.user('alice');
      const address = `${host.localpart('alice')}@example.com`;
      await callApi(host, 'addThreepid', alice.userId, 'email', address);
      expect(await argumentsOf(host, 'on_add_user_third_party_identifier')).toEqual([[alice.userId, 'email', address]]);
    },
  },
  {
    ...setup,
    callback: 'bouton.removeThreepid',
    title: 'tells the rules where there was something to remove',
    run: async (host) => {
      const alice = await host.user('alice');
      const address = `${host.localpart('alice')}@example.com`;
      await callApi(host, 'addThreepid', alice.userId, 'email', address);
      await callApi(host, 'removeThreepid', alice.userId, 'email', address);
      await callApi(host, 'removeThreepid', alice.userId, 'email', address);
      expect(await argumentsOf(host, 'on_remove_user_third_party_identifier')).toEqual([
        [alice.userId, 'email', address],
      ]);
    },
  },
];

/** Like {@linkcode outcomeOf}; a module's exception reaches the module that called, in the words of the one that threw it. */
async function becomes(action: Promise<unknown>): Promise<RefusedRequest | 'allowed' | 'fails'> {
  try {
    return await outcomeOf(action);
  } catch (error) {
    if (error instanceof Error && error.message.endsWith(FAILURE)) return 'fails';
    throw error;
  }
}

function forbidden(error: string): RefusedRequest {
  return { status: 403, body: { errcode: 'M_FORBIDDEN', error } };
}
