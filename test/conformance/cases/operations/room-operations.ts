import { expect } from 'vitest';
import type { ConformanceCase } from '../../conformance-case.ts';
import { inviteByMail, pathOf } from '../../support/client.ts';
import { outcomeOf } from '../../support/refusal.ts';
import { askedDuring, EVERYTHING } from './everything.ts';

/** In which order modules are asked, operation by operation: rooms. */
export const roomOperationCases: readonly ConformanceCase[] = [
  {
    ...EVERYTHING,
    callback: 'third_party_rules.on_create_room',
    since: '1.144',
    title: 'the order of everything that is asked when a room of version 12 is created',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const thirdParty = {
        id_server: '127.0.0.1:1',
        id_access_token: 'token',
        medium: 'email',
        address: 'x@example.com',
      };
      const asked = await askedDuring(host, () =>
        // There is no identity server, so that the last invite fails.
        outcomeOf(
          alice.createRoom({
            name: 'Hall',
            topic: 'Talk',
            room_alias_name: host.localpart('hall'),
            invite: [bob.userId],
            invite_3pid: [thirdParty],
          }),
        ),
      );
      expect(asked).toEqual([
        'is_user_expired',
        'on_create_room',
        'get_ratelimit_override_for_user rc_invites.per_room',
        'user_may_create_room',
        'check_event_allowed m.room.create',
        'check_visibility_can_be_modified',
        'user_may_create_room_alias',
        'check_event_allowed m.room.member join',
        'check_event_allowed m.room.power_levels',
        'check_event_allowed m.room.canonical_alias',
        'check_event_allowed m.room.join_rules',
        'check_event_allowed m.room.history_visibility',
        'check_event_allowed m.room.guest_access',
        'check_event_allowed m.room.name',
        'check_event_allowed m.room.topic',
        'user_may_invite',
        'check_event_allowed m.room.member invite',
        'check_threepid_can_be_invited',
        'user_may_send_3pid_invite',
      ]);
    },
  },
  {
    ...EVERYTHING,
    callback: 'third_party_rules.check_visibility_can_be_modified',
    title: 'in a room of version 11, visibility and alias come before the create event',
    run: async (host) => {
      const alice = await host.user('alice');
      const body = { room_version: '11', visibility: 'public', room_alias_name: host.localpart('attic') } as const;
      expect(await askedDuring(host, () => alice.createRoom(body))).toEqual([
        'is_user_expired',
        'on_create_room',
        'user_may_create_room',
        'check_visibility_can_be_modified',
        'user_may_create_room_alias',
        'check_event_allowed m.room.create',
        'check_event_allowed m.room.member join',
        'check_event_allowed m.room.power_levels',
        'check_event_allowed m.room.canonical_alias',
        'check_event_allowed m.room.join_rules',
        'check_event_allowed m.room.history_visibility',
      ]);
    },
  },
  {
    ...EVERYTHING,
    callback: 'spam_checker.user_may_create_room',
    since: '1.163', // before, the state is copied in another order, and before 1.153 the upgrade fails
    title: 'the order of everything that is asked when a room is upgraded',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom({
        room_version: '11',
        room_alias_name: host.localpart('cellar'),
        topic: 'Talk',
      });
      const upgrade = pathOf('rooms', room, 'upgrade');
      expect(await askedDuring(host, () => alice.request('POST', upgrade, { new_version: '12' }))).toEqual([
        'is_user_expired',
        'check_event_allowed m.room.create',
        'check_event_allowed m.room.tombstone',
        'user_may_create_room',
        'check_event_allowed m.room.member join',
        'check_event_allowed m.room.power_levels',
        'check_event_allowed m.room.join_rules',
        'check_event_allowed m.room.topic',
        'check_event_allowed m.room.history_visibility',
        'check_event_allowed m.room.guest_access',
        'check_event_allowed m.room.canonical_alias',
        'check_event_for_spam m.room.canonical_alias',
        'check_event_allowed m.room.canonical_alias',
        'check_event_for_spam m.room.canonical_alias',
        'check_event_allowed m.room.power_levels',
        'check_event_for_spam m.room.power_levels',
        'check_event_allowed m.room.power_levels',
        'check_event_for_spam m.room.power_levels',
      ]);
    },
  },
  {
    ...EVERYTHING,
    callback: 'spam_checker.check_event_for_spam',
    title: 'a message, state and a redaction are checked by the rules, then for spam',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      const message = await alice.say(room, 'Hello');
      expect(await askedDuring(host, () => alice.say(room, 'Hello'))).toEqual([
        'is_user_expired',
        'check_event_allowed m.room.message',
        'check_event_for_spam m.room.message',
      ]);
      const topic = [
        'is_user_expired',
        'user_may_send_state_event',
        'check_event_allowed m.room.topic',
        'check_event_for_spam m.room.topic',
      ];
      expect(await askedDuring(host, () => alice.sendState(room, 'm.room.topic', { topic: 'Talk' }))).toEqual(topic);
      // State that is there already is checked once more, and not sent.
      expect(await askedDuring(host, () => alice.sendState(room, 'm.room.topic', { topic: 'Talk' }))).toEqual(topic);
      expect(await askedDuring(host, () => alice.redact(room, message))).toEqual([
        'is_user_expired',
        'check_event_allowed m.room.redaction',
        'check_event_for_spam m.room.redaction',
      ]);
    },
  },
  {
    ...EVERYTHING,
    callback: 'spam_checker.user_may_invite',
    title: 'an invite is counted before modules are asked about it; by the state endpoint, that comes first',
    run: async (host) => {
      const [alice, bob, carol] = [await host.user('alice'), await host.user('bob'), await host.user('carol')];
      const room = await alice.createRoom();
      const invite = [
        'get_ratelimit_override_for_user rc_invites.per_room',
        'get_ratelimit_override_for_user rc_invites.per_user',
        'get_ratelimit_override_for_user rc_invites.per_issuer',
        'user_may_invite',
        'check_event_allowed m.room.member invite',
      ];
      expect(await askedDuring(host, () => alice.invite(room, bob))).toEqual(['is_user_expired', ...invite]);
      const byState = () => alice.sendState(room, 'm.room.member', { membership: 'invite' }, carol.userId);
      expect(await askedDuring(host, byState)).toEqual(['is_user_expired', 'user_may_send_state_event', ...invite]);
    },
  },
  {
    ...EVERYTHING,
    callback: 'third_party_rules.check_threepid_can_be_invited',
    title: 'comes before user_may_send_3pid_invite',
    run: async (host) => {
      const alice = await host.user('alice');
      const room = await alice.createRoom();
      expect(await askedDuring(host, () => outcomeOf(inviteByMail(alice, room, 'x@example.com')))).toEqual([
        'is_user_expired',
        'check_threepid_can_be_invited',
        'user_may_send_3pid_invite',
      ]);
    },
  },
  {
    ...EVERYTHING,
    callback: 'spam_checker.user_may_join_room',
    title: 'a join is asked about before its event; leaving, kicks and bans have only the event',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const room = await alice.createRoom({ preset: 'public_chat' });
      const join = ['is_user_expired', 'user_may_join_room', 'check_event_allowed m.room.member join'];
      const leave = ['is_user_expired', 'check_event_allowed m.room.member leave'];
      expect(await askedDuring(host, () => bob.join(room))).toEqual(join);
      expect(await askedDuring(host, () => bob.join(room))).toEqual(join);
      expect(await askedDuring(host, () => bob.leave(room))).toEqual(leave);
      await bob.join(room);
      expect(await askedDuring(host, () => alice.kick(room, bob))).toEqual(leave);
      expect(await askedDuring(host, () => alice.ban(room, bob))).toEqual([
        'is_user_expired',
        'check_event_allowed m.room.member ban',
      ]);
      expect(await askedDuring(host, () => alice.unban(room, bob))).toEqual(leave);
    },
  },
  {
    ...EVERYTHING,
    callback: 'third_party_rules.check_event_allowed',
    title: 'is asked of knocks',
    run: async (host) => {
      const [alice, bob] = [await host.user('alice'), await host.user('bob')];
      const rules = { type: 'm.room.join_rules', content: { join_rule: 'knock' } };
      const room = await alice.createRoom({ initial_state: [rules] });
      expect(await askedDuring(host, () => bob.knock(room))).toEqual([
        'is_user_expired',
        'check_event_allowed m.room.member knock',
      ]);
    },
  },
  {
    ...EVERYTHING,
    callback: 'spam_checker.user_may_publish_room',
    title: 'a room that is published is asked about twice, one that is taken out once',
    run: async (host) => {
      const alice = await host.user('alice');
      const path = pathOf('directory', 'list', 'room', await alice.createRoom());
      expect(await askedDuring(host, () => alice.request('PUT', path, { visibility: 'public' }))).toEqual([
        'is_user_expired',
        'user_may_publish_room',
        'check_visibility_can_be_modified',
      ]);
      expect(await askedDuring(host, () => alice.request('PUT', path, { visibility: 'private' }))).toEqual([
        'is_user_expired',
        'user_may_publish_room',
      ]);
    },
  },
  {
    ...EVERYTHING,
    callback: 'third_party_rules.check_can_shutdown_room',
    title: 'is asked before a room is shut down and again when it is; then everybody leaves',
    run: async (host) => {
      const [alice, admin] = [await host.user('alice'), await host.user('admin', { admin: true })];
      const room = await alice.createRoom();
      const path = `/_synapse/admin/v2/rooms/${encodeURIComponent(room)}`;
      expect(await askedDuring(host, () => admin.request('DELETE', path, {}))).toEqual([
        'is_user_expired',
        'check_can_shutdown_room',
        'check_can_shutdown_room',
        'check_event_allowed m.room.member leave',
      ]);
    },
  },
];
