import type { JsonObject, RoomId } from '@bouton/sdk';
import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost } from '../../conformance-case.ts';
import { eventually } from '../../support/eventually.ts';
import { arrived, callsAbout, joinVia, sharedRoom, textsIn, type SharedRoom } from '../../support/federation.ts';
import { FEDERATION } from './setups.ts';

const setup = { callback: 'third_party_rules.on_new_event', ...FEDERATION } as const;

/** What modules hear of the events of other homeservers. */
export const newEventCases: readonly ConformanceCase[] = [
  {
    ...setup,
    title: 'is told of what remote users do in a room, in order, with the state',
    run: async (host) => {
      const { room, alice, bob, told } = await roomAfterJoin(host);
      const message = await bob.say(room, 'Hello');
      await eventually(() => textsIn(alice, room)).toEqual(['Hello']);
      await bob.leave(room);
      await eventually(async () => (await heard(host, room, 'second')).length).toBe(told + 2);

      const [[event, state], [last]] = (await heard(host, room, 'first')).slice(told) as [JsonObject[], JsonObject[]];
      expect(event).toMatchObject({
        type: 'm.room.message',
        event_id: message,
        sender: bob.userId,
        content: { body: 'Hello' },
        internal_metadata: { streamOrdering: expect.any(Number) },
      });
      expect(state).toContainEqual(expect.objectContaining({ type: 'm.room.member', state_key: bob.userId }));
      expect(last).toMatchObject({ type: 'm.room.member', sender: bob.userId, content: { membership: 'leave' } });
    },
  },
  {
    ...setup,
    title: 'is told of an invitation from another server, which the homeserver knows without its room',
    run: async (host) => {
      const [alice, bob] = await Promise.all([host.user('alice'), host.remote.user('bob')]);
      const room = await bob.createRoom();
      await bob.invite(room, alice);
      await eventually(async () => (await heard(host, room, 'second')).length).toBe(1);
      const [[event, state]] = (await heard(host, room, 'first')) as [unknown[]];
      expect(event).toMatchObject({
        type: 'm.room.member',
        sender: bob.userId,
        state_key: alice.userId,
        content: { membership: 'invite' },
        internal_metadata: { outlier: true },
      });
      expect(state).toEqual([]);
    },
  },
  {
    ...setup,
    title: 'of a remote room that a local user joins, is told of the join only',
    run: async (host) => {
      const [alice, bob] = await Promise.all([host.user('alice'), host.remote.user('bob')]);
      const room = await bob.createRoom({ preset: 'public_chat' });
      await bob.say(room, 'Hello');
      await joinVia(host.remote.serverName, alice, room);
      const next = await bob.say(room, 'next');
      await eventually(() => heard(host, room, 'second')).toMatchObject([
        [{ type: 'm.room.member', sender: alice.userId, content: { membership: 'join' } }, expect.any(Array)],
        [{ event_id: next }, expect.any(Array)],
      ]);
    },
  },
  {
    ...setup,
    title: 'is told of a remote event that is hidden as spam, without its content',
    run: async (host) => {
      const { room, bob, told } = await roomAfterJoin(host);
      const hidden = await bob.say(room, 'spam-forbidding');
      await eventually(async () => (await heard(host, room, 'first')).slice(told)).toMatchObject([
        [{ event_id: hidden, content: {}, internal_metadata: { softFailed: true } }, expect.any(Array)],
      ]);
    },
  },
  {
    ...setup,
    title: 'is not told of a remote event that is dropped',
    run: async (host) => {
      const { told, ...shared } = await roomAfterJoin(host);
      await shared.bob.say(shared.room, 'dropped');
      await arrived(host, shared);
      expect((await heard(host, shared.room, 'first')).slice(told)).toEqual([]);
    },
  },
  {
    ...setup,
    title: 'an exception at a remote event harms neither the event nor the next module',
    run: async (host) => {
      const { room, alice, bob, told } = await roomAfterJoin(host);
      const message = await bob.say(room, 'new-failing');
      await eventually(() => textsIn(alice, room)).toEqual(['new-failing']);
      await eventually(async () => (await heard(host, room, 'second')).slice(told)).toMatchObject([
        [{ event_id: message }, expect.any(Array)],
      ]);
    },
  },
];

/** A room of both homeservers, and of how many of its events each module was told. */
async function roomAfterJoin(host: ConformanceHost): Promise<SharedRoom & { readonly told: number }> {
  const shared = await sharedRoom(host);
  const senders = async (): Promise<unknown[]> =>
    (await heard(host, shared.room, 'second')).map(([event]) => (event as JsonObject)['sender']);
  await eventually(senders).toContain(shared.bob.userId);
  return { ...shared, told: (await senders()).length };
}

/** The arguments with which a module was told of the new events of a room. */
async function heard(host: ConformanceHost, room: RoomId, module: string): Promise<readonly unknown[][]> {
  const calls = (await callsAbout(host, room, 'on_new_event')).filter((call) => call.module === module);
  return calls.map(({ args }) => [...args]);
}
