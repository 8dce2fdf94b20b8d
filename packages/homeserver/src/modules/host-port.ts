import type { HostPort } from '@bouton/runtime';
import type { Services } from '../compose-services.ts';
import type { HomeserverContext } from '../context.ts';
import { roomMembers, type RoomMembers } from './room-members.ts';
import { userMembers, type UserMembers } from './user-members.ts';

/** What the homeserver's modules can do is made of these. */
export interface HostParts {
  readonly context: HomeserverContext;
  /** With a trailing slash. */
  readonly publicBaseurl: string;
  readonly services: Services;
}

/** The embedded homeserver, as the runtime sees it, with the members that it implements. */
export type EmbeddedHost = HostPort & UserMembers & RoomMembers;

/** Makes the {@linkcode EmbeddedHost} of a homeserver. */
export function hostPort({ context, publicBaseurl, services }: HostParts): EmbeddedHost {
  const { accountData, rooms, users, usersInRooms } = services;
  return {
    hostName: 'the embedded homeserver',
    clock: context.clock,
    log: context.log,
    serverName: context.serverName,
    publicBaseurl,
    // There is one process, which does everything.
    workerName: null,
    workerApp: null,
    shouldRunBackgroundTasks: () => true,
    ...userMembers(context, users, usersInRooms, accountData),
    ...roomMembers(context, rooms, users.profiles),
  };
}
