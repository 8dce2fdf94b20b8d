import { eventParameterOf, type CallbackContract } from '@bouton/contract';
import type { EventFilter, RoomEvent } from '@bouton/sdk';
import { findServerName } from '../lib/find-server-name.ts';

/** Makes a function of a filter: whether the event is one that the callback wants to see. */
export function compileEventFilter(filter: EventFilter, serverName: string): (event: RoomEvent) => boolean {
  const types = filter.type && new Set(filter.type);
  const memberships: ReadonlySet<unknown> | undefined = filter.membership && new Set(filter.membership);
  return (event) =>
    (types === undefined || types.has(event.type)) &&
    (filter.sender === undefined || (findServerName(event.sender) === serverName) === (filter.sender === 'local')) &&
    (filter.state === undefined || (event.state_key !== undefined) === filter.state) &&
    (memberships === undefined || (event.type === 'm.room.member' && memberships.has(event.content.membership)));
}

/** Finds the event among a callback's arguments. @throws {TypeError} If the callback receives no event. */
export function argumentEvent(row: CallbackContract): (args: readonly unknown[]) => RoomEvent {
  const index = eventParameterOf(row);
  if (index === undefined) throw new TypeError(`${row.name} receives no event`);
  // The types of `Callbacks` hold the host to the parameters of the contract.
  return (args) => args[index] as RoomEvent;
}
