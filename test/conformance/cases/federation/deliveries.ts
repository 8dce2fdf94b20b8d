import type { JsonObject, RoomId } from '@bouton/sdk';
import { expect } from 'vitest';
import type { ConformanceCase, ConformanceHost, ConformanceSetup } from '../../conformance-case.ts';
import { eventually } from '../../support/eventually.ts';
import { callsAbout, joinVia, sharedRoom, textsIn, toldOfSending } from '../../support/federation.ts';
import { FEDERATION, REVERSED } from './setups.ts';

const callback = 'federation.on_event_delivered_over_federation';

/** What modules hear of events that reached another homeserver. */
export const deliveryCases: readonly ConformanceCase[] = [
  {
    callback,
    title: 'is told which events were sent where, once the other server has them',
    ...FEDERATION,
    run: async (host) => {
      const { room, alice, bob } = await sharedRoom(host);
      const message = await alice.say(room, 'Hello');
      await eventually(() => deliveries(host, room, '/send')).toEqual([
        {
          serverName: host.remote.serverName,
          method: '/send',
          events: [
            expect.objectContaining({
              event_id: message,
              room_id: room,
              type: 'm.room.message',
              sender: alice.userId,
              content: { msgtype: 'm.text', body: 'Hello' },
              signatures: { [host.serverName]: expect.any(Object) },
              room_version: '12',
            }),
          ],
        },
      ]);
      await eventually(() => textsIn(bob, room)).toEqual(['Hello']);
    },
  },
  {
    callback,
    title: 'is told of the join and the state that a server gets which joins a room',
    ...FEDERATION,
    run: async (host) => {
      const { room, alice, bob } = await sharedRoom(host);
      const [{ serverName, events }] = (await deliveries(host, room, '/send_join')) as [Delivery];
      expect(serverName).toBe(host.remote.serverName);
      // The join stands first, the state in any order.
      expect(events.map(({ type, sender }) => [type, sender])).toEqual([
        ['m.room.member', bob.userId],
        ...events.slice(1).map(({ type, sender }) => [type, sender]),
      ]);
      expect(events.map(({ type, sender }) => `${type} ${sender}`).toSorted()).toEqual([
        `m.room.create ${alice.userId}`,
        `m.room.history_visibility ${alice.userId}`,
        `m.room.join_rules ${alice.userId}`,
        `m.room.member ${alice.userId}`,
        `m.room.member ${bob.userId}`,
        `m.room.power_levels ${alice.userId}`,
      ]);
    },
  },
  {
    callback,
    title: 'is told of the history that a server asks for',
    ...FEDERATION,
    run: async (host) => {
      const [alice, bob] = await Promise.all([host.user('alice'), host.remote.user('bob')]);
      const room = await alice.createRoom({ preset: 'public_chat' });
      const said = [await alice.say(room, 'one'), await alice.say(room, 'two')];
      await joinVia(host.serverName, bob, room);
      await bob.messages(room);
      const [backfill] = (await deliveries(host, room, '/backfill')) as [Delivery];
      const messages = backfill.events.filter(({ type }) => type === 'm.room.message');
      expect(messages.map((event) => event['event_id'])).toEqual(said.toReversed());
    },
  },
  {
    callback,
    title: 'an exception is not seen by anybody, and the next module is told',
    ...FEDERATION,
    run: async (host) => {
      const { room, alice, bob } = await sharedRoom(host);
      await alice.say(room, 'delivery-failing');
      await eventually(() => toldOfSending(host, room)).toEqual(['first', 'second']);
      await alice.say(room, 'next');
      await eventually(() => textsIn(bob, room)).toEqual(['delivery-failing', 'next']);
      await eventually(() => toldOfSending(host, room)).toEqual(['first', 'second', 'first', 'second']);
    },
  },
  orderCase(FEDERATION, ['first', 'second']),
  orderCase(REVERSED, ['second', 'first']),
];

interface Delivery {
  readonly serverName: string;
  readonly method: string;
  readonly events: readonly (JsonObject & { readonly type: string; readonly sender: string })[];
}

function orderCase(setup: ConformanceSetup, order: readonly string[]): ConformanceCase {
  return {
    callback,
    title: `everybody is told, in order: ${order.join(', ')}`,
    ...setup,
    run: async (host) => {
      const { room, alice } = await sharedRoom(host);
      await alice.say(room, 'Hello');
      await eventually(() => toldOfSending(host, room)).toEqual(order);
    },
  };
}

/** What the first module was told of a room's events that went one way. */
async function deliveries(host: ConformanceHost, room: RoomId, method: string): Promise<readonly Delivery[]> {
  const calls = (await callsAbout(host, room, 'on_event_delivered_over_federation')).filter(
    ({ module }) => module === 'first',
  );
  return (calls.map(({ args: [delivery] }) => delivery) as unknown as Delivery[]).filter(
    (delivery) => delivery.method === method,
  );
}
