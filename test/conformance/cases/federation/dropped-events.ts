import type { JsonObject } from '@bouton/sdk';
import { expect } from 'vitest';
import type { ConformanceCase, ConformanceSetup } from '../../conformance-case.ts';
import { eventually } from '../../support/eventually.ts';
import { arrived, askedAbout, callsAbout, sharedRoom, textsIn } from '../../support/federation.ts';
import { denied } from '../spam-checker/verdicts.ts';
import { invitation } from './invites.ts';
import { DROP_ANSWERS, FEDERATION, REVERSED } from './setups.ts';

const callback = 'spam_checker.should_drop_federated_event';
const ASKED = 'should_drop_federated_event';

/** Events of other homeservers that are dropped as if they had never come. */
export const droppedEventCases: readonly ConformanceCase[] = [
  ...Object.entries(DROP_ANSWERS).map(([name, { says, drops }]) =>
    messageCase({
      title: drops
        ? `${says} drops an event, and nobody else is asked`
        : `${says} keeps it, and the next module is asked`,
      text: `drop-${name}`,
      kept: !drops,
      asked: drops ? ['first'] : ['first', 'second'],
    }),
  ),
  messageCase({ title: 'an exception loses the event', text: 'drop-failing', kept: false, asked: ['first'] }),
  messageCase({ title: 'a SynapseError loses the event', text: 'drop-refusing', kept: false, asked: ['first'] }),
  messageCase({
    title: 'the module that stands before the other decides: first',
    text: 'drop-torn',
    kept: false,
    asked: ['first'],
  }),
  messageCase({
    title: 'the module that stands before the other decides: second',
    text: 'drop-torn',
    kept: false,
    asked: ['second'],
    setup: REVERSED,
  }),
  {
    callback,
    title: 'a dropped event comes back when a later one builds on it, and then nobody is asked',
    ...FEDERATION,
    run: async (host) => {
      const { room, alice, bob } = await sharedRoom(host);
      await bob.say(room, 'dropped');
      await eventually(() => askedAbout(host, room, ASKED)).toEqual([`first ${ASKED}`]);
      await bob.say(room, 'next');
      await eventually(() => textsIn(alice, room)).toEqual(['dropped', 'next']);
      const asked = (await callsAbout(host, room, ASKED)).map(({ args: [event] }) => (event as JsonObject)['content']);
      expect(asked).toMatchObject([{ body: 'dropped' }, { body: 'next' }, { body: 'next' }]);
    },
  },
  {
    callback,
    title: 'a dropped invitation is answered with 403 M_UNKNOWN, and nothing else is asked of it',
    ...FEDERATION,
    run: async (host) => {
      const { room, outcome, invites } = await invitation(host, 'dropped');
      expect(outcome).toEqual(denied('M_FORBIDDEN', 'M_UNKNOWN'));
      expect(invites).toEqual([]);
      const asked = [ASKED, 'check_event_for_spam', 'federated_user_may_invite', 'user_may_invite'];
      expect(await askedAbout(host, room, ...asked)).toEqual([`first ${ASKED}`]);
    },
  },
  {
    callback,
    title: 'gets an event that the other server sends, and is asked neither of joins nor of what local users do',
    ...FEDERATION,
    run: async (host) => {
      const { room, alice, bob } = await sharedRoom(host);
      await alice.say(room, 'Hello');
      const answer = await bob.say(room, 'Hello yourself');
      await eventually(() => askedAbout(host, room, ASKED)).toEqual([`first ${ASKED}`, `second ${ASKED}`]);
      const [call] = await callsAbout(host, room, ASKED);
      expect(call?.args).toEqual([
        expect.objectContaining({
          type: 'm.room.message',
          event_id: answer,
          room_id: room,
          sender: bob.userId,
          content: { msgtype: 'm.text', body: 'Hello yourself' },
          internal_metadata: {},
        }),
      ]);
    },
  },
];

interface MessageCase {
  readonly title: string;
  /** What the other server's user says; modules decide by it. */
  readonly text: string;
  readonly kept: boolean;
  readonly asked: readonly string[];
  readonly setup?: ConformanceSetup;
}

function messageCase({ title, text, kept, asked, setup = FEDERATION }: MessageCase): ConformanceCase {
  return {
    callback,
    title,
    ...setup,
    run: async (host) => {
      const shared = await sharedRoom(host);
      await shared.bob.say(shared.room, text);
      await eventually(() => askedAbout(host, shared.room, ASKED)).toEqual(asked.map((name) => `${name} ${ASKED}`));
      await arrived(host, shared);
      await eventually(() => textsIn(shared.alice, shared.room)).toEqual(kept ? [text] : []);
    },
  };
}
