import { proxiesOfEnvironment, type HostPort, type HttpProxies } from '@bouton/runtime';
import type { Services } from '../compose-services.ts';
import type { HomeserverContext } from '../context.ts';
import type { HomeserverSettings } from '../settings.ts';
import { accountMembers, type AccountMembers } from './account-members.ts';
import { databaseMembers, type DatabaseMembers } from './database-members.ts';
import { listingMembers, type ListingMembers } from './listing-members.ts';
import { loginMembers, type LoginMembers } from './login-members.ts';
import { mailMembers, type MailMembers } from './mail-members.ts';
import { mediaMembers, type MediaMembers } from './media-members.ts';
import { presenceMembers, type PresenceMembers } from './presence-members.ts';
import { pushMembers, type PushMembers } from './push-members.ts';
import { roomMembers, type RoomMembers } from './room-members.ts';
import { roomOperationMembers, type RoomOperationMembers } from './room-operation-members.ts';
import { taskMembers, type TaskMembers } from './task-members.ts';
import { userMembers, type UserMembers } from './user-members.ts';

/** What the homeserver's modules can do is made of these. */
export interface HostParts {
  readonly context: HomeserverContext;
  /** With a trailing slash. */
  readonly publicBaseurl: string;
  readonly services: Services;
}

/** The embedded homeserver, as the runtime sees it, with the members that it implements. */
export type EmbeddedHost = HostPort &
  UserMembers &
  AccountMembers &
  ListingMembers &
  LoginMembers &
  MailMembers &
  RoomMembers &
  PresenceMembers &
  PushMembers &
  RoomOperationMembers &
  MediaMembers &
  TaskMembers &
  DatabaseMembers;

/** Makes the {@linkcode EmbeddedHost} of a homeserver. */
export function hostPort({ context, publicBaseurl, services }: HostParts): EmbeddedHost {
  const { accountData, presence, push, rooms, users, usersInRooms } = services;
  return {
    hostName: 'the embedded homeserver',
    clock: context.clock,
    log: context.log,
    serverName: context.serverName,
    publicBaseurl,
    proxies: proxiesOf(context.settings),
    // There is one process, which does everything.
    workerName: null,
    workerApp: null,
    shouldRunBackgroundTasks: () => true,
    ...userMembers(context, users, usersInRooms, accountData),
    ...accountMembers(context, users, usersInRooms),
    ...listingMembers(users, rooms),
    ...loginMembers(users),
    ...mailMembers(context, services.mail),
    ...roomMembers(context, rooms, users.profiles),
    ...roomOperationMembers(context, rooms),
    ...mediaMembers(services.media),
    ...taskMembers(services.tasks),
    ...databaseMembers(services.transactions),
    ...presenceMembers(context, presence),
    ...pushMembers(push),
  };
}

/** As in Synapse, each setting stands in the place of what the environment says. */
function proxiesOf({ httpProxy, httpsProxy, noProxyHosts }: HomeserverSettings): HttpProxies {
  const environment = proxiesOfEnvironment(process.env);
  return {
    httpProxy: httpProxy ?? environment.httpProxy,
    httpsProxy: httpsProxy ?? environment.httpsProxy,
    noProxyHosts: noProxyHosts ?? environment.noProxyHosts,
  };
}
