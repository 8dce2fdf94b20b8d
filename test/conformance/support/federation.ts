import type { JsonObject, RoomId } from '@bouton/sdk';
import type { TestUser } from '@bouton/testing';
import type { ConformanceHost } from '../conformance-case.ts';
import type { TraceEntry } from '../modules/trace-entry.ts';
import { pathOf } from './client.ts';
import { eventually } from './eventually.ts';

/** A room of both homeservers. */
export interface SharedRoom {
  readonly room: RoomId;
  /** A local administrator, who created it. */
  readonly alice: TestUser;
  /** A user of the other homeserver, who joined it. */
  readonly bob: TestUser;
}

/** Makes a room of both homeservers. */
export async function sharedRoom(host: ConformanceHost): Promise<SharedRoom> {
  const [alice, bob] = await Promise.all([host.user('alice', { admin: true }), host.remote.user('bob')]);
  const room = await alice.createRoom({ preset: 'public_chat' });
  await joinVia(host.serverName, bob, room);
  return { room, alice, bob };
}

/** Joins a room through another homeserver. */
export async function joinVia(serverName: string, user: TestUser, room: RoomId): Promise<void> {
  await user.request('POST', `${pathOf('join', room)}?via=${serverName}`, {});
}

/** The texts of the messages that a user sees in a room, oldest first. */
export async function textsIn(user: TestUser, room: RoomId): Promise<unknown[]> {
  const messages = (await user.messages(room)).filter(({ type }) => type === 'm.room.message');
  return messages.map(({ content }) => (content as JsonObject)['body']).toReversed();
}

/** The rooms that a user is invited to. */
export async function invitesOf(user: TestUser): Promise<readonly string[]> {
  const { rooms } = (await user.sync()) as { rooms?: { invite?: JsonObject } };
  return Object.keys(rooms?.invite ?? {});
}

/** The calls of some callbacks that were about a room, in order. */
export async function callsAbout(
  host: ConformanceHost,
  room: RoomId,
  ...callbacks: readonly string[]
): Promise<readonly TraceEntry[]> {
  const calls = (await host.trace()).filter(({ callback }) => callbacks.includes(callback));
  return calls.filter(({ args }) => JSON.stringify(args).includes(room));
}

/** Who was asked what about a room, in order: `first user_may_invite`. */
export async function askedAbout(
  host: ConformanceHost,
  room: RoomId,
  ...callbacks: readonly string[]
): Promise<readonly string[]> {
  return (await callsAbout(host, room, ...callbacks)).map(({ module, callback }) => `${module} ${callback}`);
}

/** The modules that were told of events of a room that were sent to the other homeserver, in order. */
export async function toldOfSending(host: ConformanceHost, room: RoomId): Promise<readonly string[]> {
  const calls = await callsAbout(host, room, 'on_event_delivered_over_federation');
  return calls
    .filter(({ args: [delivery] }) => (delivery as JsonObject)['method'] === '/send')
    .map(({ module }) => module);
}

/** Resolves when everything that the other homeserver sent before has arrived. */
export async function arrived(host: ConformanceHost, { alice, bob }: SharedRoom): Promise<void> {
  const room = await alice.createRoom({ preset: 'public_chat' });
  await joinVia(host.serverName, bob, room);
  await bob.say(room, 'arrived');
  await eventually(() => textsIn(alice, room)).toEqual(['arrived']);
}
