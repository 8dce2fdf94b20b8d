import { expect } from 'vitest';
import type { CallbackItem, ConformanceCase, ConformanceSetup } from '../conformance-case.ts';
import { argumentsOf, askedFor } from '../support/calls.ts';
import { logIn } from '../support/client.ts';
import {
  accountData,
  accountValidity,
  otpChecker,
  spamChecker,
  thirdPartyRules,
  unsignedEventData,
} from '../support/modules.ts';
import { outcomeOf, type RefusedRequest } from '../support/refusal.ts';

const HANGS = { hanging: { hangs: true } } as const;
/** Milliseconds. */
const DEADLINE = 250;

/** What a client sees when a module does not answer. */
const SILENCE: RefusedRequest = {
  status: 503,
  body: { errcode: 'M_UNKNOWN', error: 'A module of this homeserver does not answer' },
};

/** Two spam checkers, the first of which never answers. */
function hangingSpamChecker(callback: string, policy: CallbackItem = {}): ConformanceSetup {
  return {
    modules: [spamChecker({ [callback]: HANGS }, 'first'), spamChecker({}, 'second')],
    callbacks: { [callback]: { deadline: DEADLINE, ...policy } },
  };
}

/** Two third-party rules, the first of which never answers. */
function hangingRules(callback: string, policy: CallbackItem = {}): ConformanceSetup {
  return {
    modules: [thirdPartyRules({ [callback]: HANGS }, 'first'), thirdPartyRules({}, 'second')],
    callbacks: { [callback]: { deadline: DEADLINE, ...policy } },
  };
}

/** Modules that never answer: the deadline of their callback passes, then its failure rule decides. */
export const deadlineCases: readonly ConformanceCase[] = [
  {
    callback: 'spam_checker.user_may_create_room',
    title:
      "while a module does not answer, what a local user does fails after the deadline, and nobody else's requests wait",
    ...hangingSpamChecker('user_may_create_room'),
    run: async (host) => {
      const [alice, hanging] = [await host.user('alice'), await host.user('hanging')];
      const waiting = outcomeOf(hanging.createRoom());
      await alice.createRoom();
      expect(await waiting).toEqual(SILENCE);
      expect(await askedFor(host, 'user_may_create_room')).toEqual(['first', 'first', 'second']);
    },
  },
  {
    callback: 'spam_checker.user_may_create_room',
    title: 'on_failure: allow lets it pass, and the next module is asked',
    ...hangingSpamChecker('user_may_create_room', { on_failure: 'allow' }),
    run: async (host) => {
      expect(await outcomeOf((await host.user('hanging')).createRoom())).toBe('allowed');
      expect(await askedFor(host, 'user_may_create_room')).toEqual(['first', 'second']);
    },
  },
  {
    callback: 'spam_checker.user_may_create_room',
    title: 'on_failure: deny refuses it as a module would',
    ...hangingSpamChecker('user_may_create_room', { on_failure: 'deny' }),
    run: async (host) => {
      expect(await outcomeOf((await host.user('hanging')).createRoom())).toEqual({
        status: 403,
        body: { errcode: 'M_FORBIDDEN', error: 'You are not permitted to create rooms' },
      });
      expect(await askedFor(host, 'user_may_create_room')).toEqual(['first']);
    },
  },
  {
    callback: 'spam_checker.check_event_for_spam',
    title: 'a local user is the sender: the event fails after the deadline',
    ...hangingSpamChecker('check_event_for_spam'),
    run: async (host) => {
      const hanging = await host.user('hanging');
      expect(await outcomeOf(hanging.say(await hanging.createRoom(), 'Hello'))).toEqual(SILENCE);
    },
  },
  {
    callback: 'third_party_rules.check_event_allowed',
    title: 'on_failure: deny refuses the event as a module would',
    ...hangingRules('check_event_allowed', { on_failure: 'deny' }),
    run: async (host) => {
      expect(await outcomeOf((await host.user('hanging')).createRoom())).toEqual({
        status: 403,
        body: { errcode: 'M_FORBIDDEN', error: 'This event is not allowed in this context' },
      });
    },
  },
  {
    callback: 'third_party_rules.on_create_room',
    title: 'on_failure: allow lets the room be created',
    ...hangingRules('on_create_room', { on_failure: 'allow' }),
    run: async (host) => expect(await outcomeOf((await host.user('hanging')).createRoom())).toBe('allowed'),
  },
  {
    callback: 'third_party_rules.check_can_deactivate_user',
    title: 'though an exception allows, silence does not: the request fails after the deadline',
    ...hangingRules('check_can_deactivate_user'),
    run: async (host) => {
      const [hanging, admin] = [await host.user('hanging'), await host.user('admin', { admin: true })];
      const path = `/_synapse/admin/v1/deactivate/${encodeURIComponent(hanging.userId)}`;
      expect(await outcomeOf(admin.request('POST', path, {}))).toEqual(SILENCE);
    },
  },
  {
    callback: 'third_party_rules.on_new_event',
    title: 'a notification is dropped after the deadline, and the next module is told',
    ...hangingRules('on_new_event'),
    run: async (host) => {
      const hanging = await host.user('hanging');
      const room = await hanging.createRoom();
      await hanging.say(room, 'Hello');
      const [newest] = await hanging.messages(room);
      expect(newest).toMatchObject({ content: { body: 'Hello' } });
      const asked = await askedFor(host, 'on_new_event');
      expect(asked.filter((module) => module === 'second')).toHaveLength(asked.length / 2);
    },
  },
  {
    callback: 'account_data.on_account_data_updated',
    title: 'a notification that the request waits for is dropped after the deadline, and the request goes on',
    modules: [accountData({ on_account_data_updated: HANGS }, 'first'), accountData({}, 'second')],
    callbacks: { on_account_data_updated: { deadline: DEADLINE } },
    run: async (host) => {
      const hanging = await host.user('hanging');
      await hanging.setAccountData('org.example.data', { mark: 1 });
      expect(await askedFor(host, 'on_account_data_updated')).toEqual(['first', 'second']);
    },
  },
  {
    callback: 'add_extra_fields_to_unsigned_client_event.add_field_to_unsigned_callback',
    title: 'what a module would add is left out after the deadline',
    modules: [
      unsignedEventData({ add_field_to_unsigned_callback: HANGS }, 'first'),
      unsignedEventData({ add_field_to_unsigned_callback: { '*': { returns: { 'org.example.mark': 1 } } } }, 'second'),
    ],
    callbacks: { add_field_to_unsigned_callback: { deadline: DEADLINE } },
    run: async (host) => {
      const hanging = await host.user('hanging');
      const room = await hanging.createRoom();
      const { unsigned } = await hanging.event(room, await hanging.say(room, 'Hello'));
      expect(unsigned).toMatchObject({ 'org.example.mark': 1, membership: 'join' });
    },
  },
  {
    callback: 'account_validity.is_user_expired',
    title: 'every request of the user fails after the deadline',
    modules: [accountValidity({ is_user_expired: HANGS })],
    callbacks: { is_user_expired: { deadline: DEADLINE } },
    run: async (host) => {
      const [alice, hanging] = [await host.user('alice'), await host.user('hanging')];
      expect(await outcomeOf(hanging.joinedRooms())).toEqual(SILENCE);
      expect(await outcomeOf(alice.joinedRooms())).toBe('allowed');
      await hanging.logout();
    },
  },
  {
    callback: 'password_auth_provider.auth_checkers',
    title: 'a login fails after the deadline',
    modules: [otpChecker({ auth_checkers: HANGS }, 'first'), otpChecker({}, 'second')],
    callbacks: { auth_checkers: { deadline: DEADLINE } },
    run: async (host) => {
      const login = { type: 'org.example.otp', user: host.localpart('hanging'), otp: 1, hint: 2 };
      expect(await outcomeOf(logIn(host, login))).toEqual(SILENCE);
      expect(await argumentsOf(host, 'auth_checkers')).toHaveLength(1);
    },
  },
];
