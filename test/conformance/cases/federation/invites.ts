import type { JsonObject, RoomId } from '@bouton/sdk';
import type { TestUser } from '@bouton/testing';
import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../../conformance-case.ts';
import { askedAbout, callsAbout, invitesOf } from '../../support/federation.ts';
import { outcomeOf } from '../../support/refusal.ts';
import {
  denied,
  usualOutcomes,
  VERDICT_NAMES,
  VERDICTS,
  type Outcome,
  type Verdict,
} from '../spam-checker/verdicts.ts';
import { FEDERATION, REVERSED } from './setups.ts';

const callback = 'spam_checker.federated_user_may_invite';
const ERROR = 'This user is not permitted to send invites to this server/user';
const ASKED = ['federated_user_may_invite', 'user_may_invite'];

/** Invitations from another homeserver. */
export const inviteCases: readonly ConformanceCase[] = [
  ...VERDICT_NAMES.map(verdictCase),
  {
    callback,
    title: 'while nobody refuses, everybody is asked, then everybody is asked user_may_invite',
    ...FEDERATION,
    run: async (host) => {
      const { room } = await invitation(host, 'agreeing');
      expect(await askedAbout(host, room, ...ASKED)).toEqual([
        'first federated_user_may_invite',
        'second federated_user_may_invite',
        'first user_may_invite',
        'second user_may_invite',
      ]);
    },
  },
  {
    callback,
    title: 'gets the invitation; user_may_invite gets who invites whom where',
    ...FEDERATION,
    run: async (host) => {
      const { room, inviter, alice } = await invitation(host, 'bob');
      const [[event], , invite] = (await callsAbout(host, room, ...ASKED)).map(({ args }) => args) as [
        [JsonObject],
        unknown,
        unknown,
      ];
      expect(event).toEqual({
        type: 'm.room.member',
        room_id: room,
        sender: inviter.userId,
        state_key: alice.userId,
        content: expect.objectContaining({ membership: 'invite' }),
        event_id: expect.stringMatching(/^\$/),
        depth: expect.any(Number),
        origin_server_ts: expect.any(Number),
        prev_events: [expect.stringMatching(/^\$/)],
        auth_events: expect.arrayContaining([expect.stringMatching(/^\$/)]),
        hashes: { sha256: expect.any(String) },
        signatures: { [host.remote.serverName]: expect.any(Object) },
        // Some versions of Synapse add its age.
        unsigned: expect.objectContaining({
          invite_room_state: expect.arrayContaining([expect.objectContaining({ type: 'm.room.create' })]),
        }),
        room_version: expect.toBeOneOf(['11', '12']),
        internal_metadata: {},
      });
      expect(invite).toEqual([inviter.userId, alice.userId, room]);
    },
  },
  {
    callback,
    title: 'where user_may_invite refuses afterwards, the words are the same, and the other server gets its fields',
    ...FEDERATION,
    run: async (host) => {
      const { room, outcome, invites } = await invitation(host, 'unwelcome');
      expect(outcome).toEqual({ status: 403, body: { errcode: 'M_LIMIT_EXCEEDED', error: ERROR, reason: 'Too late' } });
      expect(invites).toEqual([]);
      expect(await askedAbout(host, room, ...ASKED)).toEqual([
        'first federated_user_may_invite',
        'second federated_user_may_invite',
        'first user_may_invite',
      ]);
    },
  },
  {
    callback,
    title: 'is not asked of what local users do, whomever they invite',
    ...FEDERATION,
    run: async (host) => {
      const [alice, carol, bob] = await Promise.all([host.user('alice'), host.user('carol'), host.remote.user('bob')]);
      const room = await alice.createRoom();
      await alice.invite(room, carol);
      await alice.invite(room, bob);
      expect(await askedAbout(host, room, ...ASKED)).toEqual([
        'first user_may_invite',
        'second user_may_invite',
        'first user_may_invite',
        'second user_may_invite',
      ]);
    },
  },
  tornCase(FEDERATION, 'first', 'M_LIMIT_EXCEEDED'),
  tornCase(REVERSED, 'second', 'M_FORBIDDEN'),
];

function verdictCase(verdict: Verdict): ConformanceCase {
  const { says } = VERDICTS[verdict];
  return {
    callback,
    title: verdict === 'failing' ? `${says} fails the request of the other server` : `${says} ${resultOf(verdict)}`,
    ...FEDERATION,
    run: async (host) => {
      const { room, outcome, invites } = await invitation(host, verdict);
      const wanted = outcomeOfVerdict(host, verdict);
      expect(outcome).toEqual(wanted);
      expect(invites).toEqual(wanted === 'allowed' ? [room] : []);
    },
  };
}

function resultOf(verdict: Verdict): string {
  const outcome = usualOutcomes(ERROR)[verdict];
  return outcome === 'allowed' ? 'allows' : `is answered with ${outcome.status} ${String(outcome.body['errcode'])}`;
}

function outcomeOfVerdict({ serverName }: ConformanceHost, verdict: Verdict): Outcome {
  if (verdict !== 'failing') return usualOutcomes(ERROR)[verdict];
  // That is how the other server tells its user of a status 500.
  return { status: 502, body: { errcode: 'M_UNKNOWN', error: `Can't connect to server ${serverName}` } };
}

function tornCase(setup: typeof FEDERATION, heard: string, errcode: string): ConformanceCase {
  return {
    callback,
    title: `when both refuse, the one that stands before the other is heard: ${heard}`,
    ...setup,
    run: async (host) => {
      const { room, outcome } = await invitation(host, 'torn');
      expect(outcome).toEqual(denied(ERROR, errcode));
      expect(await askedAbout(host, room, ...ASKED)).toEqual([`${heard} federated_user_may_invite`]);
    },
  };
}

interface Invitation {
  readonly inviter: TestUser;
  readonly alice: TestUser;
  readonly room: RoomId;
  readonly outcome: Outcome;
  /** The rooms that the local user is invited to. */
  readonly invites: readonly string[];
}

/** A user of the other homeserver, of that name, invites a local one. */
export async function invitation(host: ConformanceHost, name: string): Promise<Invitation> {
  const [alice, inviter] = await Promise.all([host.user('alice'), host.remote.user(name)]);
  const room = await inviter.createRoom();
  const outcome = await outcomeOf(inviter.invite(room, alice));
  return { inviter, alice, room, outcome, invites: await invitesOf(alice) };
}
