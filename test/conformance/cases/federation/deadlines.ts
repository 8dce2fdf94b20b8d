import type { CallbackName } from '@bouton/contract';
import type { JsonObject } from '@bouton/sdk';
import { expect } from 'vitest';
import type { CallbackItem, ConformanceCase, ConformanceSetup } from '../../conformance-case.ts';
import type { Behaviours } from '../../modules/behaviour.ts';
import { eventually } from '../../support/eventually.ts';
import {
  arrived,
  askedAbout,
  callsAbout,
  joinVia,
  sharedRoom,
  textsIn,
  toldOfSending,
} from '../../support/federation.ts';
import { federation } from '../../support/modules.ts';
import { invitation } from './invites.ts';

/** Milliseconds. */
const DEADLINE = 250;

/** The callbacks that have a deadline, and what the administrator wants when it passes. */
const CALLBACKS: Partial<Record<CallbackName, CallbackItem>> = {
  check_event_for_spam: {},
  should_drop_federated_event: { on_failure: 'deny' },
  federated_user_may_invite: {},
  user_may_invite: {},
  check_event_allowed: {},
  on_new_event: {},
  on_event_delivered_over_federation: {},
};

/** Who it is that the first module never says anything of, in one callback: a user, or a message. */
function silenced(callback: CallbackName): string {
  return `silenced-${callback}`;
}

const silence: Behaviours = Object.fromEntries(
  Object.keys(CALLBACKS).map((callback) => [callback, { [silenced(callback as CallbackName)]: { hangs: true } }]),
);

const setup: ConformanceSetup = {
  modules: [federation(silence, 'first'), federation({}, 'second')],
  callbacks: Object.fromEntries(
    Object.entries(CALLBACKS).map(([callback, policy]) => [callback, { deadline: DEADLINE, ...policy }]),
  ),
  federation: true,
};

/** Modules that never answer when another homeserver waits. */
export const federationDeadlineCases: readonly ConformanceCase[] = [
  {
    callback: 'spam_checker.check_event_for_spam',
    title: 'when a module does not answer, a remote event passes after the deadline, and the next module is asked',
    ...setup,
    run: async (host) => {
      const { room, alice, bob } = await sharedRoom(host);
      const before = (await askedAbout(host, room, 'check_event_for_spam')).length;
      const text = silenced('check_event_for_spam');
      await bob.say(room, text);
      await eventually(() => textsIn(alice, room)).toEqual([text]);
      const asked = (await askedAbout(host, room, 'check_event_for_spam')).slice(before);
      expect(asked).toEqual(['first check_event_for_spam', 'second check_event_for_spam']);
    },
  },
  {
    callback: 'spam_checker.should_drop_federated_event',
    title: 'on_failure: deny drops a remote event after the deadline, and nobody else is asked',
    ...setup,
    run: async (host) => {
      const shared = await sharedRoom(host);
      await shared.bob.say(shared.room, silenced('should_drop_federated_event'));
      await arrived(host, shared);
      expect(await textsIn(shared.alice, shared.room)).toEqual([]);
      expect(await askedAbout(host, shared.room, 'should_drop_federated_event')).toEqual([
        'first should_drop_federated_event',
      ]);
    },
  },
  {
    callback: 'spam_checker.federated_user_may_invite',
    title: 'when a module does not answer, an invitation passes after the deadline, and user_may_invite is asked',
    ...setup,
    run: async (host) => {
      const { room, outcome, invites } = await invitation(host, silenced('federated_user_may_invite'));
      expect(outcome).toBe('allowed');
      expect(invites).toEqual([room]);
      expect(await askedAbout(host, room, 'federated_user_may_invite', 'user_may_invite')).toEqual([
        'first federated_user_may_invite',
        'second federated_user_may_invite',
        'first user_may_invite',
        'second user_may_invite',
      ]);
    },
  },
  {
    callback: 'spam_checker.user_may_invite',
    title: 'when a module does not answer, an invitation from another server passes after the deadline',
    ...setup,
    run: async (host) => {
      const { room, outcome, invites } = await invitation(host, silenced('user_may_invite'));
      expect(outcome).toBe('allowed');
      expect(invites).toEqual([room]);
      expect(await askedAbout(host, room, 'user_may_invite')).toEqual([
        'first user_may_invite',
        'second user_may_invite',
      ]);
    },
  },
  {
    callback: 'third_party_rules.check_event_allowed',
    title: 'when a module does not answer, a remote user may join after the deadline',
    ...setup,
    run: async (host) => {
      const [alice, user] = await Promise.all([host.user('alice'), host.remote.user(silenced('check_event_allowed'))]);
      const room = await alice.createRoom({ preset: 'public_chat' });
      await joinVia(host.serverName, user, room);
      expect(await alice.state(room, 'm.room.member', user.userId)).toMatchObject({ membership: 'join' });
    },
  },
  {
    callback: 'third_party_rules.on_new_event',
    title: 'when a module does not answer at a remote event, the next is told after the deadline',
    ...setup,
    run: async (host) => {
      const { room, alice, bob } = await sharedRoom(host);
      const text = silenced('on_new_event');
      const message = await bob.say(room, text);
      await eventually(async () => {
        const calls = await callsAbout(host, room, 'on_new_event');
        return calls
          .filter(({ args: [event] }) => (event as JsonObject)['event_id'] === message)
          .map(({ module }) => module);
      }).toEqual(['first', 'second']);
      expect(await textsIn(alice, room)).toEqual([text]);
    },
  },
  {
    callback: 'federation.on_event_delivered_over_federation',
    title: 'when a module does not answer, the next is told after the deadline, and the following event is sent',
    ...setup,
    run: async (host) => {
      const { room, alice, bob } = await sharedRoom(host);
      const text = silenced('on_event_delivered_over_federation');
      await alice.say(room, text);
      await eventually(() => toldOfSending(host, room)).toEqual(['first', 'second']);
      await alice.say(room, 'next');
      await eventually(() => textsIn(bob, room)).toEqual([text, 'next']);
      await eventually(() => toldOfSending(host, room)).toEqual(['first', 'second', 'first', 'second']);
    },
  },
];
