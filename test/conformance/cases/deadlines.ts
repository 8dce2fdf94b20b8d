import type { CallbackName } from '@bouton/contract';
import { expect, vi } from 'vitest';
import type { CallbackItem, ConformanceCase, ConformanceSetup } from '../conformance-case.ts';
import type { Behaviours } from '../modules/behaviour.ts';
import { askedFor } from '../support/calls.ts';
import { logIn, pathOf } from '../support/client.ts';
import {
  accountData,
  accountValidity,
  otpChecker,
  spamChecker,
  thirdPartyRules,
  unsignedEventData,
} from '../support/modules.ts';
import { outcomeOf, type RefusedRequest } from '../support/refusal.ts';

/** Milliseconds. */
const DEADLINE = 250;

/** The callbacks that have a deadline, and what the administrator wants when it passes. */
const CALLBACKS: Partial<Record<CallbackName, CallbackItem>> = {
  user_may_create_room: {},
  user_may_invite: { on_failure: 'allow' },
  user_may_publish_room: { on_failure: 'deny' },
  check_event_for_spam: {},
  is_user_expired: {},
  check_event_allowed: { on_failure: 'deny' },
  on_create_room: { on_failure: 'allow' },
  check_can_deactivate_user: {},
  on_new_event: {},
  auth_checkers: {},
  on_account_data_updated: {},
  add_field_to_unsigned_callback: {},
};

/** The user of whom the first module never says anything in that callback. */
function silenced(callback: CallbackName): string {
  return `silenced-${callback}`;
}

const silence: Behaviours = Object.fromEntries(
  Object.keys(CALLBACKS).map((callback) => [callback, { [silenced(callback as CallbackName)]: { hangs: true } }]),
);

const setup: ConformanceSetup = {
  modules: [
    spamChecker(silence, 'first'),
    spamChecker({}, 'second'),
    accountValidity(silence),
    thirdPartyRules(silence, 'first-rules'),
    thirdPartyRules({}, 'second-rules'),
    otpChecker(silence),
    accountData(silence, 'first-data'),
    accountData({}, 'second-data'),
    unsignedEventData(silence, 'first-fields'),
    unsignedEventData(
      { add_field_to_unsigned_callback: { '*': { returns: { 'org.example.mark': 1 } } } },
      'second-fields',
    ),
  ],
  callbacks: Object.fromEntries(
    Object.entries(CALLBACKS).map(([callback, policy]) => [callback, { deadline: DEADLINE, ...policy }]),
  ),
};

/** What a client sees when a module does not answer. */
const SILENCE: RefusedRequest = {
  status: 503,
  body: { errcode: 'M_UNKNOWN', error: 'A module of this homeserver does not answer' },
};

/** Modules that never answer: the deadline of their callback passes, then its failure rule decides. */
export const deadlineCases: readonly ConformanceCase[] = [
  {
    callback: 'spam_checker.user_may_create_room',
    title:
      "when a module does not answer, what a local user does fails after the deadline; nobody else's requests wait",
    ...setup,
    run: async (host) => {
      const [alice, user] = [await host.user('alice'), await host.user(silenced('user_may_create_room'))];
      const waiting = outcomeOf(user.createRoom());
      await alice.createRoom();
      expect(await waiting).toEqual(SILENCE);
      // Which of the two requests arrives first is open.
      expect((await askedFor(host, 'user_may_create_room')).toSorted()).toEqual(['first', 'first', 'second']);
    },
  },
  {
    callback: 'spam_checker.user_may_invite',
    title: 'on_failure: allow lets it pass after the deadline, and the next module is asked',
    ...setup,
    run: async (host) => {
      const [bob, user] = [await host.user('bob'), await host.user(silenced('user_may_invite'))];
      await user.invite(await user.createRoom(), bob);
      expect(await askedFor(host, 'user_may_invite')).toEqual(['first', 'second']);
    },
  },
  {
    callback: 'spam_checker.user_may_publish_room',
    title: 'on_failure: deny refuses it after the deadline, as a module would',
    ...setup,
    run: async (host) => {
      const user = await host.user(silenced('user_may_publish_room'));
      const path = pathOf('directory', 'list', 'room', await user.createRoom());
      expect(await outcomeOf(user.request('PUT', path, { visibility: 'public' }))).toEqual({
        status: 403,
        body: { errcode: 'M_FORBIDDEN', error: 'This user is not permitted to publish rooms to the room list' },
      });
      expect(await askedFor(host, 'user_may_publish_room')).toEqual(['first']);
    },
  },
  {
    callback: 'spam_checker.check_event_for_spam',
    title: 'an event of a local user fails after the deadline',
    ...setup,
    run: async (host) => {
      const user = await host.user(silenced('check_event_for_spam'));
      expect(await outcomeOf(user.say(await user.createRoom(), 'Hello'))).toEqual(SILENCE);
    },
  },
  {
    callback: 'account_validity.is_user_expired',
    title: 'every request of the user fails after the deadline, except to log out',
    ...setup,
    run: async (host) => {
      const user = await host.user(silenced('is_user_expired'));
      expect(await outcomeOf(user.joinedRooms())).toEqual(SILENCE);
      await user.logout();
    },
  },
  {
    callback: 'third_party_rules.check_event_allowed',
    title: 'on_failure: deny refuses the event after the deadline, as a module would',
    ...setup,
    run: async (host) => {
      const user = await host.user(silenced('check_event_allowed'));
      expect(await outcomeOf(user.createRoom())).toEqual({
        status: 403,
        body: { errcode: 'M_FORBIDDEN', error: 'This event is not allowed in this context' },
      });
    },
  },
  {
    callback: 'third_party_rules.on_create_room',
    title: 'on_failure: allow lets the room be created after the deadline',
    ...setup,
    run: async (host) => {
      const user = await host.user(silenced('on_create_room'));
      await user.createRoom();
      expect(await askedFor(host, 'on_create_room')).toEqual(['first-rules', 'second-rules']);
    },
  },
  {
    callback: 'third_party_rules.check_can_deactivate_user',
    title: 'though an exception allows, silence does not: the request fails after the deadline',
    ...setup,
    run: async (host) => {
      const user = await host.user(silenced('check_can_deactivate_user'));
      const admin = await host.user('admin', { admin: true });
      const path = `/_synapse/admin/v1/deactivate/${encodeURIComponent(user.userId)}`;
      expect(await outcomeOf(admin.request('POST', path, {}))).toEqual(SILENCE);
    },
  },
  {
    callback: 'third_party_rules.on_new_event',
    title: 'the next module is told after the deadline; nobody waits for it',
    ...setup,
    run: async (host) => {
      const user = await host.user(silenced('on_new_event'));
      const room = await user.createRoom();
      await user.say(room, 'Hello');
      const [newest] = await user.messages(room);
      expect(newest).toMatchObject({ content: { body: 'Hello' } });
      await vi.waitFor(
        async () => {
          const told = await askedFor(host, 'on_new_event');
          const times = (module: string) => told.filter((name) => name === module).length;
          expect(times('second-rules')).toBeGreaterThan(0);
          expect(times('second-rules')).toBe(times('first-rules'));
        },
        { timeout: 8000 },
      );
    },
  },
  {
    callback: 'password_auth_provider.auth_checkers',
    title: 'a login fails after the deadline',
    ...setup,
    run: async (host) => {
      const login = { type: 'org.example.otp', user: host.localpart(silenced('auth_checkers')), otp: 1, hint: 2 };
      expect(await outcomeOf(logIn(host, login))).toEqual(SILENCE);
    },
  },
  {
    callback: 'account_data.on_account_data_updated',
    title: 'the next module is told after the deadline, and the request goes on',
    ...setup,
    run: async (host) => {
      const user = await host.user(silenced('on_account_data_updated'));
      await user.setAccountData('org.example.data', { mark: 1 });
      expect(await askedFor(host, 'on_account_data_updated')).toEqual(['first-data', 'second-data']);
    },
  },
  {
    callback: 'add_extra_fields_to_unsigned_client_event.add_field_to_unsigned_callback',
    title: 'what a module would add is left out after the deadline',
    ...setup,
    run: async (host) => {
      const user = await host.user(silenced('add_field_to_unsigned_callback'));
      const room = await user.createRoom();
      const { unsigned } = await user.event(room, await user.say(room, 'Hello'));
      expect(unsigned).toMatchObject({ 'org.example.mark': 1, age: expect.any(Number) });
    },
  },
];
