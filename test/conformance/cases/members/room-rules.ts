import type { JsonObject, JsonValue, RoomEvent } from '@bouton/sdk';
import type { TestUser } from '@bouton/testing';
import { expect } from 'vitest';
import type { ConformanceCase } from '../../conformance-case.ts';
import { API_PATH } from '../../modules/paths.ts';
import { API_MODULE, callApi } from '../../support/api.ts';
import { pathOf, post } from '../../support/client.ts';
import { outcomeOf, type RefusedRequest } from '../../support/refusal.ts';

const setup = { modules: [API_MODULE] } as const;

/** What a module is told that does what the rules of a room do not allow. */
function refused(errcode: string, error: string): RefusedRequest {
  return { status: 403, body: { errcode, error } };
}

const notJoined = (error: string): RefusedRequest => refused('ORG.MATRIX.MSC3848.NOT_JOINED', error);
const alreadyJoined = (error: string): RefusedRequest => refused('ORG.MATRIX.MSC3848.ALREADY_JOINED', error);
const tooWeak = (error: string): RefusedRequest => refused('ORG.MATRIX.MSC3848.INSUFFICIENT_POWER', error);

/** What an event says, without what says when and where it was sent. */
function outlineOf({ type, state_key: key, sender, content, unsigned }: RoomEvent): JsonObject {
  return { type, state_key: key ?? null, sender, content, unsigned };
}

/** What modules cannot do with rooms: their events are held to the rules of the room, as those of users are. */
export const roomRuleCases: readonly ConformanceCase[] = [
  {
    ...setup,
    callback: 'module_api.update_room_membership',
    title: 'is refused with a code that says which rule it goes against',
    run: async (host) => {
      const [alice, bob, carol] = [await host.user('alice'), await host.user('bob'), await host.user('carol')];
      const room = await alice.createRoom({ preset: 'public_chat', power_level_content_override: { invite: 50 } });
      const change = (sender: TestUser, target: TestUser, membership: string) =>
        outcomeOf(callApi(host, 'updateRoomMembership', sender.userId, target.userId, room, membership));

      expect(await change(bob, bob, 'leave')).toEqual(notJoined(`${bob.userId} not in room ${room}.`));
      expect(await change(bob, carol, 'invite')).toEqual(notJoined(`${bob.userId} not in room ${room}.`));
      await bob.join(room);
      expect(await change(alice, bob, 'invite')).toEqual(alreadyJoined(`${bob.userId} is already in the room.`));
      expect(await change(bob, carol, 'invite')).toEqual(tooWeak("You don't have permission to invite users"));
      expect(await change(bob, alice, 'leave')).toEqual(tooWeak(`You cannot kick user ${alice.userId}.`));
      expect(await change(bob, alice, 'ban')).toEqual(tooWeak("You don't have permission to ban"));
      await alice.ban(room, carol);
      expect(await change(bob, carol, 'leave')).toEqual(tooWeak(`You cannot unban user ${carol.userId}.`));
      expect(await change(carol, carol, 'join')).toEqual(refused('M_BAD_STATE', 'Cannot join user who was banned'));
    },
  },
  {
    ...setup,
    callback: 'module_api.update_room_membership',
    title: 'is refused with the codes that modules know, clients with M_FORBIDDEN',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const room = await alice.createRoom({ preset: 'public_chat' });
      expect(await outcomeOf(bob.leave(room))).toEqual(refused('M_FORBIDDEN', `${bob.userId} not in room ${room}.`));
      await bob.join(room);
      expect(await outcomeOf(alice.invite(room, bob))).toEqual(
        refused('M_FORBIDDEN', `${bob.userId} is already in the room.`),
      );
      expect(await outcomeOf(bob.ban(room, alice))).toEqual(refused('M_FORBIDDEN', "You don't have permission to ban"));
    },
  },
  {
    ...setup,
    callback: 'module_api.update_room_membership',
    title: 'takes from the profile what is set in it; of who has none, the localpart and no avatar',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const room = await alice.createRoom();
      await bob.setDisplayname('Bob');
      const change = async (target: string, membership: string, content: JsonObject = {}) => {
        const event = await callApi(host, 'updateRoomMembership', alice.userId, target, room, membership, content);
        return (event as { content: JsonObject }).content;
      };
      expect(await change(bob.userId, 'invite')).toEqual({ membership: 'invite', displayname: 'Bob' });
      expect(await change(bob.userId, 'ban')).toEqual({ membership: 'ban', displayname: 'Bob' });
      expect(await change(bob.userId, 'leave', { displayname: 'B.' })).toEqual({
        membership: 'leave',
        displayname: 'B.',
      });
      const nobody = host.localpart('nobody');
      expect(await change(`@${nobody}:${host.serverName}`, 'invite')).toEqual({
        membership: 'invite',
        displayname: nobody,
        avatar_url: null,
      });
    },
  },
  {
    ...setup,
    callback: 'module_api.create_and_send_event_into_room',
    title: "is refused if the room's rules do not allow the event",
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const room = await alice.createRoom({ preset: 'public_chat' });
      await bob.join(room);
      const send = (event: JsonObject) =>
        outcomeOf(callApi(host, 'createAndSendEventIntoRoom', { room_id: room, sender: bob.userId, ...event }));

      expect(await send({ type: 'm.room.topic', state_key: '', content: { topic: 'Mine' } })).toEqual(
        tooWeak("You don't have permission to post that to the room. user_level (0) < send_level (50)"),
      );
      const own = { type: 'org.example.note', state_key: bob.userId, content: {} };
      expect(await send(own)).toEqual(
        tooWeak("You don't have permission to post that to the room. user_level (0) < send_level (50)"),
      );
      const levels = await alice.state(room, 'm.room.power_levels');
      await alice.sendState(room, 'm.room.power_levels', { ...levels, state_default: 0 });
      expect(await send({ ...own, state_key: alice.userId })).toEqual(
        refused('M_FORBIDDEN', 'You are not allowed to set others state'),
      );
      expect(await send(own)).toBe('allowed');
      const { users = {} } = levels;
      const raised = {
        ...levels,
        state_default: 0,
        users: { ...(users as JsonObject), [bob.userId]: 100 },
      };
      expect(await send({ type: 'm.room.power_levels', state_key: '', content: raised })).toEqual(
        tooWeak("You don't have permission to post that to the room. user_level (0) < send_level (100)"),
      );
    },
  },
  {
    ...setup,
    callback: 'module_api.get_room_state',
    title: 'says of each event when it was made and what it replaced, as `getStateEventsInRoom` does',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      const first = await alice.sendState(room, 'm.room.topic', { topic: 'Before' });
      await alice.sendState(room, 'm.room.topic', { topic: 'After' });
      const stateOf = async (...filter: JsonValue[]): Promise<RoomEvent[]> => {
        const wanted = { room, ...(filter.length > 0 && { filter }) };
        return (await post(host, `${API_PATH}/state`, wanted))['events'] as unknown as RoomEvent[];
      };
      const topic = {
        type: 'm.room.topic',
        state_key: '',
        sender: alice.userId,
        content: { topic: 'After' },
        unsigned: { age_ts: expect.any(Number) as unknown as number, replaces_state: first },
      };
      const events = await callApi(host, 'getStateEventsInRoom', room, [['m.room.topic', '']]);
      expect((events as unknown as RoomEvent[]).map(outlineOf)).toEqual([topic]);
      expect((await stateOf(['m.room.topic', ''])).map(outlineOf)).toEqual([topic]);
      const all = await stateOf();
      expect(all.filter(({ type }) => type === 'm.room.topic').map(outlineOf)).toEqual([topic]);
      expect(all.filter(({ type }) => type === 'm.room.create').map(({ unsigned }) => unsigned)).toEqual([
        { age_ts: expect.any(Number) },
      ]);
    },
  },
  {
    ...setup,
    callback: 'module_api.get_profile_for_user',
    since: '1.163',
    title: 'is empty for nobody, of whom clients are told that there is no profile',
    run: async (host) => {
      const nobody = host.localpart('nobody');
      expect(await callApi(host, 'getProfileForUser', nobody)).toEqual({ avatarUrl: null, displayName: null });
      const profile = async (...path: string[]) => {
        const answer = await host.fetch(pathOf('profile', ...path));
        return { status: answer.status, body: await answer.json() };
      };
      const unknown = { status: 404, body: { errcode: 'M_NOT_FOUND', error: 'Profile was not found' } };
      const userId = `@${nobody}:${host.serverName}`;
      expect(await profile(userId)).toEqual({
        status: 404,
        body: { errcode: 'M_UNKNOWN', error: 'No row found (profiles)' },
      });
      expect(await profile(userId, 'displayname')).toEqual(unknown);
      expect(await profile(userId, 'avatar_url')).toEqual(unknown);
      const alice = await host.user('alice');
      expect(await profile(alice.userId, 'avatar_url')).toEqual({ status: 200, body: {} });
      await alice.setDisplayname('');
      expect(await profile(alice.userId)).toEqual(unknown);
      expect(await profile(alice.userId, 'displayname')).toEqual({ status: 200, body: {} });
    },
  },
];
