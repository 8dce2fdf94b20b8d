import type { EventId, JsonObject } from '@bouton/sdk';
import type { TestUser } from '@bouton/testing';
import { expect } from 'vitest';
import type { ConformanceCase, ConformanceSetup } from '../../conformance-case.ts';
import { eventually } from '../../support/eventually.ts';
import { arrived, askedAbout, callsAbout, invitesOf, joinVia, sharedRoom, textsIn } from '../../support/federation.ts';
import { outcomeOf } from '../../support/refusal.ts';
import { VERDICTS } from '../spam-checker/verdicts.ts';
import { FEDERATION, FILTERED, REVERSED } from './setups.ts';

const callback = 'spam_checker.check_event_for_spam';
const ASKED = 'check_event_for_spam';
const NOT_FOUND = { status: 404, body: { errcode: 'M_NOT_FOUND', error: 'Event not found.' } };

/** Events of other homeservers that are spam, or not. */
export const spamCases: readonly ConformanceCase[] = [
  ...(['agreeing', 'negating'] as const).map((verdict) =>
    visibleCase(`${VERDICTS[verdict].says} lets a remote event pass, and the next module is asked`, `spam-${verdict}`),
  ),
  ...(['forbidding', 'limiting', 'detailed', 'overriding', 'affirming', 'babbling', 'silent'] as const).map((verdict) =>
    hiddenCase(
      `${VERDICTS[verdict].says} hides a remote event and takes its content, and nobody else is asked`,
      `spam-${verdict}`,
    ),
  ),
  lostCase('an exception loses a remote event, and what builds on it', 'spam-failing', FEDERATION, 'first'),
  lostCase('a SynapseError loses a remote event, and what builds on it', 'spam-refusing', FEDERATION, 'first'),
  hiddenCase('of a remote event, the module that stands before the other decides: first', 'spam-torn'),
  lostCase(
    'of a remote event, the module that stands before the other decides: second',
    'spam-torn',
    REVERSED,
    'second',
  ),
  {
    callback,
    title: 'an invitation from another server that is spam is delivered all the same',
    ...FEDERATION,
    run: async (host) => {
      const [alice, spammer] = await Promise.all([host.user('alice'), host.remote.user('spammer')]);
      const room = await spammer.createRoom();
      await spammer.invite(room, alice);
      expect(await invitesOf(alice)).toEqual([room]);
    },
  },
  {
    callback,
    title: 'is asked of memberships where they are remote: of invitations and joins',
    ...FEDERATION,
    run: async (host) => {
      const [alice, bob, carol] = await Promise.all([
        host.user('alice'),
        host.remote.user('bob'),
        host.remote.user('carol'),
      ]);
      const own = await bob.createRoom();
      await bob.invite(own, alice);
      expect(await spamAsked(own)).toContainEqual(['m.room.member', bob.userId, 'invite']);

      const room = await alice.createRoom({ preset: 'public_chat' });
      await joinVia(host.serverName, carol, room);
      expect(await spamAsked(room)).toEqual([['m.room.member', carol.userId, 'join']]);

      async function spamAsked(where: typeof room): Promise<unknown[]> {
        const calls = (await callsAbout(host, where, ASKED)).filter(({ module }) => module === 'first');
        return calls.map(({ args: [event] }) => {
          const { type, sender, content } = event as { type: string; sender: string; content: JsonObject };
          return [type, sender, content['membership']];
        });
      }
    },
  },
  {
    callback,
    title: 'is asked of the whole state of a remote room that a local user joins',
    ...FEDERATION,
    run: async (host) => {
      const [alice, bob] = await Promise.all([host.user('alice'), host.remote.user('bob')]);
      const room = await bob.createRoom({ preset: 'public_chat', name: 'Hall' });
      await joinVia(host.remote.serverName, alice, room);
      await eventually(async () => {
        const calls = (await callsAbout(host, room, ASKED)).filter(({ module }) => module === 'second');
        return new Set(calls.map(({ args: [event] }) => (event as JsonObject)['type']));
      }).toEqual(
        new Set([
          'm.room.create',
          'm.room.history_visibility',
          'm.room.join_rules',
          'm.room.member',
          'm.room.name',
          'm.room.power_levels',
        ]),
      );
    },
  },
  {
    callback,
    title: 'a filter for remote senders spares a module the events of local users',
    ...FILTERED,
    run: async (host) => {
      const { room, alice, bob } = await sharedRoom(host);
      await alice.say(room, 'Hello');
      await bob.say(room, 'Hello yourself');
      await eventually(() => textsIn(alice, room)).toEqual(['Hello', 'Hello yourself']);
      const calls = await callsAbout(host, room, ASKED);
      expect(calls.map(({ args: [event] }) => event)).toMatchObject([
        { type: 'm.room.member', sender: bob.userId },
        { type: 'm.room.message', sender: bob.userId },
      ]);
    },
  },
];

function visibleCase(title: string, text: string): ConformanceCase {
  return {
    callback,
    title,
    ...FEDERATION,
    run: async (host) => {
      const { room, alice, bob } = await sharedRoom(host);
      const before = await askedAbout(host, room, ASKED);
      await bob.say(room, text);
      await eventually(() => textsIn(alice, room)).toEqual([text]);
      const asked = (await askedAbout(host, room, ASKED)).slice(before.length);
      expect(asked).toEqual([`first ${ASKED}`, `second ${ASKED}`]);
    },
  };
}

/** Clients see nothing of the event, whoever sent it hears nothing of that, and what comes later is seen. */
function hiddenCase(title: string, text: string): ConformanceCase {
  return {
    callback,
    title,
    ...FEDERATION,
    run: async (host) => {
      const { room, alice, bob } = await sharedRoom(host);
      const before = await askedAbout(host, room, ASKED);
      const hidden = await bob.say(room, text);
      await bob.say(room, 'next');
      await eventually(() => textsIn(alice, room)).toEqual(['next']);
      expect(await outcomeOf(alice.event(room, hidden))).toEqual(NOT_FOUND);
      expect(await kept(alice, hidden)).toMatchObject({
        sender: bob.userId,
        content: {},
        unsigned: { 'io.element.synapse.soft_failed': true },
      });
      const asked = (await askedAbout(host, room, ASKED)).slice(before.length);
      expect(asked).toEqual([`first ${ASKED}`, `first ${ASKED}`, `second ${ASKED}`]);
    },
  };
}

/** The homeserver keeps nothing of the event, and asks again when a later one builds on it. */
function lostCase(title: string, text: string, setup: ConformanceSetup, fails: string): ConformanceCase {
  return {
    callback,
    title,
    ...setup,
    run: async (host) => {
      const shared = await sharedRoom(host);
      const { room, alice, bob } = shared;
      const lost = await bob.say(room, text);
      const next = await bob.say(room, 'next');
      await eventually(async () => {
        const calls = (await callsAbout(host, room, ASKED)).filter(({ module }) => module === fails);
        return calls.map(({ args: [event] }) => (event as { content: JsonObject }).content['body']);
      }).toEqual([undefined, text, 'next', text]);
      await arrived(host, shared);
      expect(await textsIn(alice, room)).toEqual([]);
      expect(await outcomeOf(alice.event(room, lost))).toEqual(NOT_FOUND);
      expect(await outcomeOf(alice.event(room, next))).toEqual(NOT_FOUND);
    },
  };
}

/** An event as the homeserver keeps it, whether clients see it or not. */
async function kept(admin: TestUser, event: EventId): Promise<unknown> {
  return (await admin.request('GET', `/_synapse/admin/v1/fetch_event/${encodeURIComponent(event)}`))['event'];
}
