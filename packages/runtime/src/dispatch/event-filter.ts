import type { EventFilter, RoomEvent } from '@bouton/sdk';
import { serverNameOf } from '../lib/server-name-of.ts';

/** Makes a function of a filter: whether the event is one that the callback wants to see. */
export function compileEventFilter(filter: EventFilter, serverName: string): (event: RoomEvent) => boolean {
  const types = filter.type && new Set(filter.type);
  const memberships: ReadonlySet<unknown> | undefined = filter.membership && new Set(filter.membership);
  return (event) =>
    (types === undefined || types.has(event.type)) &&
    (filter.sender === undefined || (serverNameOf(event.sender) === serverName) === (filter.sender === 'local')) &&
    (filter.state === undefined || (event.state_key !== undefined) === filter.state) &&
    (memberships === undefined || (event.type === 'm.room.member' && memberships.has(event.content.membership)));
}
