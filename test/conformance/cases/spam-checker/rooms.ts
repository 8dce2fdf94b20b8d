import { expect } from 'vitest';
import type { ConformanceCase } from '../../conformance-case.ts';
import { argumentsOf } from '../../support/calls.ts';
import { inviteByMail, pathOf } from '../../support/client.ts';
import { spamChecker } from '../../support/modules.ts';
import { outcomeOf } from '../../support/refusal.ts';
import { denied } from './verdicts.ts';

const FORBIDS = { returns: 'M_FORBIDDEN' };

const recording = {
  modules: [spamChecker({ user_may_invite: { mallory: FORBIDS }, user_may_create_room: { upgrader: FORBIDS } })],
} as const;

/** What the callbacks about rooms are called with, and when they are not. */
export const roomCases: readonly ConformanceCase[] = [
  {
    callback: 'spam_checker.user_may_join_room',
    title: 'gets the user, the room, and whether the user is invited; not asked of the creator',
    ...recording,
    run: async (host) => {
      const [alice, bob, carol] = [await host.user('alice'), await host.user('bob'), await host.user('carol')];
      const room = await alice.createRoom({ preset: 'public_chat', invite: [carol.userId] });
      await bob.join(room);
      await carol.join(room);
      expect(await argumentsOf(host, 'user_may_join_room')).toEqual([
        [bob.userId, room, false],
        [carol.userId, room, true],
      ]);
    },
  },
  {
    callback: 'spam_checker.user_may_join_room',
    title: 'is asked of joins by alias and by a member event, and not of a changed profile',
    ...recording,
    run: async (host) => {
      const [alice, bob, carol] = [await host.user('alice'), await host.user('bob'), await host.user('carol')];
      const room = await alice.createRoom({ preset: 'public_chat', room_alias_name: host.localpart('hall') });
      await bob.join(`#${host.localpart('hall')}:${host.serverName}`);
      await carol.sendState(room, 'm.room.member', { membership: 'join' }, carol.userId);
      expect(await argumentsOf(host, 'user_may_join_room')).toEqual([
        [bob.userId, room, false],
        [carol.userId, room, false],
      ]);
    },
  },
  {
    callback: 'spam_checker.user_may_invite',
    title: 'gets who invites, who is invited and the room, whatever way the invite goes',
    ...recording,
    run: async (host) => {
      const [alice, bob, carol, dave] = await Promise.all(
        ['alice', 'bob', 'carol', 'dave'].map((name) => host.user(name)),
      );
      const room = await alice!.createRoom({ invite: [bob!.userId] });
      await alice!.invite(room, carol!);
      await alice!.sendState(room, 'm.room.member', { membership: 'invite' }, dave!.userId);
      expect(await argumentsOf(host, 'user_may_invite')).toEqual([
        [alice!.userId, bob!.userId, room],
        [alice!.userId, carol!.userId, room],
        [alice!.userId, dave!.userId, room],
      ]);
    },
  },
  {
    callback: 'spam_checker.user_may_invite',
    title: 'a refusal in the middle of the creation of a room leaves the room there',
    ...recording,
    run: async (host) => {
      const [mallory, bob] = [await host.user('mallory'), await host.user('bob')];
      const refused = denied('Invites have been disabled on this server');
      expect(await outcomeOf(mallory.createRoom({ invite: [bob.userId] }))).toEqual(refused);
      expect(await mallory.joinedRooms()).toHaveLength(1);
    },
  },
  {
    callback: 'spam_checker.user_may_send_3pid_invite',
    title: 'gets who invites, the medium, the address and the room',
    ...recording,
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      await outcomeOf(inviteByMail(alice, room, 'bob@example.com'));
      expect(await argumentsOf(host, 'user_may_send_3pid_invite')).toEqual([
        [alice.userId, 'email', 'bob@example.com', room],
      ]);
    },
  },
  {
    callback: 'spam_checker.user_may_create_room',
    title: 'gets the user and the body of the request',
    ...recording,
    run: async (host) => {
      const alice = await host.user('alice');
      const body = {
        name: 'Hall',
        preset: 'private_chat',
        initial_state: [{ type: 'org.example.state', content: { deep: { er: 1 } } }],
        'org.example.extra': true,
      } as const;
      await alice.createRoom({ ...body, initial_state: [...body.initial_state] });
      expect(await argumentsOf(host, 'user_may_create_room')).toEqual([[alice.userId, body]]);
    },
  },
  {
    callback: 'spam_checker.user_may_create_room',
    title: 'is not asked where the body is invalid',
    ...recording,
    run: async (host) => {
      const alice = await host.user('alice');
      expect(await outcomeOf(alice.createRoom({ room_version: 'none' }))).toMatchObject({ status: 400 });
      expect(await argumentsOf(host, 'user_may_create_room')).toEqual([]);
    },
  },
  {
    callback: 'spam_checker.user_may_create_room',
    title: 'is asked of upgrades, with the content of the create event and the state that is taken over',
    ...recording,
    run: async (host) => {
      const alice = await host.user('alice', { admin: true });
      const room = await alice.createRoom({ room_version: '11', topic: 'Talk' });
      await alice.request('POST', pathOf('rooms', room, 'upgrade'), { new_version: '12' });

      const [[user, config]] = (await argumentsOf(host, 'user_may_create_room')) as [
        [string, { initial_state: object[] }],
      ];
      expect(user).toBe(alice.userId);
      expect(Object.keys(config).toSorted()).toEqual(['creation_content', 'initial_state']);
      expect(config).toMatchObject({ creation_content: { room_version: '12', predecessor: { room_id: room } } });
      expect(config.initial_state).toContainEqual({
        type: 'm.room.topic',
        state_key: '',
        content: { topic: 'Talk', 'm.topic': { 'm.text': [{ body: 'Talk' }] } },
      });
    },
  },
  {
    callback: 'spam_checker.user_may_create_room',
    title: 'refuses the upgrades of administrators as well',
    ...recording,
    run: async (host) => {
      const upgrader = await host.user('upgrader', { admin: true });
      const room = await upgrader.createRoom({ room_version: '11' });
      const upgrade = upgrader.request('POST', pathOf('rooms', room, 'upgrade'), { new_version: '12' });
      expect(await outcomeOf(upgrade)).toEqual(denied('You are not permitted to create rooms'));
      expect(await upgrader.joinedRooms()).toEqual([room]);
    },
  },
  {
    callback: 'spam_checker.user_may_create_room_alias',
    title: 'gets the user and the alias, of a room and of a new room',
    ...recording,
    run: async (host) => {
      const alice = await host.user('alice');
      const [hall, attic] = ['hall', 'attic'].map((name) => `#${host.localpart(name)}:${host.serverName}`);
      const room = await alice.createRoom({ room_alias_name: host.localpart('hall') });
      await alice.request('PUT', pathOf('directory', 'room', attic!), { room_id: room });
      expect(await argumentsOf(host, 'user_may_create_room_alias')).toEqual([
        [alice.userId, hall],
        [alice.userId, attic],
      ]);
    },
  },
  {
    callback: 'spam_checker.user_may_publish_room',
    title: 'gets the user and the room, whether it is published or taken out; not asked of a new public room',
    ...recording,
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom({ visibility: 'public' });
      const path = pathOf('directory', 'list', 'room', room);
      await alice.request('PUT', path, { visibility: 'private' });
      await alice.request('PUT', path, { visibility: 'public' });
      expect(await argumentsOf(host, 'user_may_publish_room')).toEqual([
        [alice.userId, room],
        [alice.userId, room],
      ]);
    },
  },
  {
    callback: 'spam_checker.user_may_send_state_event',
    title: 'gets the user, the room, the type, the state key and the content; of memberships by that way too',
    ...recording,
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const room = await alice.createRoom({ name: 'Hall' });
      await alice.sendState(room, 'org.example.state', { deep: { er: 1 } }, 'key');
      await alice.sendState(room, 'm.room.member', { membership: 'invite' }, bob.userId);
      await bob.join(room);
      expect(await argumentsOf(host, 'user_may_send_state_event')).toEqual([
        [alice.userId, room, 'org.example.state', 'key', { deep: { er: 1 } }],
        [alice.userId, room, 'm.room.member', bob.userId, { membership: 'invite' }],
      ]);
    },
  },
];
