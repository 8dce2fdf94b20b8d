import type { JsonObject, RoomId } from '@bouton/sdk';
import type { TestUser } from '@bouton/testing';
import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost, ConformanceSetup } from '../../conformance-case.ts';
import { pathOf } from '../../support/client.ts';
import { eventually } from '../../support/eventually.ts';
import { askedAbout, callsAbout, invitesOf, joinVia, sharedRoom, textsIn } from '../../support/federation.ts';
import { outcomeOf } from '../../support/refusal.ts';
import { denied, usualOutcomes, type Outcome } from '../spam-checker/verdicts.ts';
import { FEDERATION, REVERSED } from './setups.ts';

const callback = 'third_party_rules.check_event_allowed';
const ASKED = 'check_event_allowed';
const DENIED = denied('This event is not allowed in this context');
const REFUSED = usualOutcomes('').refusing;

/** The users of another homeserver who ask to join or to knock, by name, and what they get where not everything is well. */
const ANSWERS: Readonly<Record<string, { readonly says: string; readonly outcome: (verb: string) => Outcome }>> = {
  denied: { says: '[false] is answered with 403 M_FORBIDDEN', outcome: () => DENIED },
  refused: { says: 'a SynapseError reaches the other server as it is', outcome: () => REFUSED },
  failed: { says: 'an exception fails the request of the other server', outcome: failure },
  replaced: { says: 'a replacement fails the request of the other server', outcome: failure },
};

/** What users of another homeserver do that modules may forbid: what this homeserver has to prepare for them. */
export const membershipCases: readonly ConformanceCase[] = [
  ...Object.keys(ANSWERS).flatMap((name) => [joinCase(name), knockCase(name)]),
  {
    callback,
    title: 'is asked once of a remote join, with the room, and then hears nothing of it',
    ...FEDERATION,
    run: async (host) => {
      const { room, alice, bob } = await sharedRoom(host);
      expect(await memberState(alice, room, bob)).toMatchObject({ membership: 'join' });
      const calls = (await callsAbout(host, room, ASKED)).filter(({ args: [event] }) => senderOf(event) === bob.userId);
      expect(calls.map(({ module }) => module)).toEqual(['first', 'second']);
      expect(calls[0]?.args).toEqual([
        expect.objectContaining({
          type: 'm.room.member',
          sender: bob.userId,
          state_key: bob.userId,
          content: { membership: 'join' },
          internal_metadata: {},
        }),
        expect.arrayContaining([
          { type: 'm.room.join_rules', state_key: '', content: { join_rule: 'public' } },
          expect.objectContaining({ type: 'm.room.member', state_key: alice.userId }),
        ]),
      ]);
    },
  },
  {
    callback,
    title: 'is asked three times of a remote knock: twice before it is made, and once when it comes',
    ...FEDERATION,
    run: async (host) => {
      const { alice, room, user, outcome } = await knock(host, 'bob');
      expect(outcome).toBe('allowed');
      expect(await memberState(alice, room, user)).toMatchObject({ membership: 'knock' });
      const calls = (await callsAbout(host, room, ASKED)).filter(
        ({ args: [event] }) => senderOf(event) === user.userId,
      );
      expect(calls.map(({ module }) => module)).toEqual(['first', 'second', 'first', 'second', 'first', 'second']);
    },
  },
  {
    callback,
    title: 'is not asked of what remote users do in rooms that they are in',
    ...FEDERATION,
    run: async (host) => {
      const { room, alice, bob } = await sharedRoom(host);
      const before = (await askedAbout(host, room, ASKED)).length;
      await bob.say(room, 'denied');
      await eventually(() => textsIn(alice, room)).toEqual(['denied']);
      await bob.leave(room);
      await eventually(() => memberState(alice, room, bob)).toMatchObject({ membership: 'leave' });
      expect((await askedAbout(host, room, ASKED)).slice(before)).toEqual([]);
    },
  },
  {
    callback,
    title: 'where a remote user may not decline an invitation, they stay invited here, and do not there',
    ...FEDERATION,
    run: async (host) => {
      const [alice, user] = await Promise.all([host.user('alice'), host.remote.user('denied')]);
      const room = await alice.createRoom({ preset: 'private_chat' });
      await alice.invite(room, user);
      expect(await outcomeOf(user.leave(room))).toBe('allowed');
      expect(await invitesOf(user)).toEqual([]);
      expect(await memberState(alice, room, user)).toMatchObject({ membership: 'invite' });
    },
  },
  tornCase(FEDERATION, 'first', DENIED),
  tornCase(REVERSED, 'second', REFUSED),
];

function joinCase(name: string): ConformanceCase {
  const { says, outcome } = answer(name);
  return {
    callback,
    title: `${says}, where a remote user wants to join, and nobody else is asked`,
    ...FEDERATION,
    run: async (host) => {
      const { alice, room, user, result, asked } = await join(host, name);
      expect(result).toEqual(outcome('make_join'));
      expect(asked).toEqual(['first']);
      expect(await outcomeOf(memberState(alice, room, user))).toMatchObject({ status: 404 });
    },
  };
}

function knockCase(name: string): ConformanceCase {
  const { says, outcome } = answer(name);
  return {
    callback,
    title: `${says}, where a remote user wants to knock`,
    ...FEDERATION,
    run: async (host) => {
      const { alice, room, user, outcome: result } = await knock(host, name);
      expect(result).toEqual(outcome('make_knock'));
      expect(await outcomeOf(memberState(alice, room, user))).toMatchObject({ status: 404 });
    },
  };
}

function tornCase(setup: ConformanceSetup, heard: string, outcome: Outcome): ConformanceCase {
  return {
    callback,
    title: `of a remote join, the module that stands before the other is heard: ${heard}`,
    ...setup,
    run: async (host) => {
      const { result, asked } = await join(host, 'torn-member');
      expect(result).toEqual(outcome);
      expect(asked).toEqual([heard]);
    },
  };
}

function answer(name: string): (typeof ANSWERS)[string] {
  const found = ANSWERS[name];
  if (found === undefined) throw new RangeError(`There is no answer ${name}`);
  return found;
}

/** That is how the other server tells its user of a status 500. */
function failure(verb: string): Outcome {
  return { status: 502, body: { errcode: 'M_UNKNOWN', error: `Failed to ${verb} via any server` } };
}

interface Attempt {
  readonly alice: TestUser;
  readonly room: RoomId;
  readonly user: TestUser;
}

async function join(
  host: ConformanceHost,
  name: string,
): Promise<Attempt & { readonly result: Outcome; readonly asked: readonly string[] }> {
  const [alice, user] = await Promise.all([host.user('alice'), host.remote.user(name)]);
  const room = await alice.createRoom({ preset: 'public_chat' });
  const result = await outcomeOf(joinVia(host.serverName, user, room));
  const calls = (await callsAbout(host, room, ASKED)).filter(({ args: [event] }) => senderOf(event) === user.userId);
  return { alice, room, user, result, asked: calls.map(({ module }) => module) };
}

async function knock(host: ConformanceHost, name: string): Promise<Attempt & { readonly outcome: Outcome }> {
  const [alice, user] = await Promise.all([host.user('alice'), host.remote.user(name)]);
  const room = await alice.createRoom({ preset: 'private_chat' });
  await alice.sendState(room, 'm.room.join_rules', { join_rule: 'knock' });
  const outcome = await outcomeOf(user.request('POST', `${pathOf('knock', room)}?via=${host.serverName}`, {}));
  return { alice, room, user, outcome };
}

function memberState(user: TestUser, room: RoomId, member: TestUser): Promise<JsonObject> {
  return user.state(room, 'm.room.member', member.userId);
}

function senderOf(event: unknown): unknown {
  return (event as JsonObject)['sender'];
}
