import { systemClock, type HostPort } from '@bouton/runtime';
import type { Logger } from '@bouton/sdk';
import { databaseMembers } from './remote-database.ts';
import type { CallSynapse } from './remote-members/call-synapse.ts';
import { limitMembers } from './remote-members/limit-members.ts';
import { mediaMembers } from './remote-members/media-members.ts';
import { plainMembers } from './remote-members/plain-members.ts';
import { presencePushMembers } from './remote-members/presence-push-members.ts';
import { roomMembers } from './remote-members/room-members.ts';
import { templateMembers } from './remote-members/template-members.ts';
import { userMembers } from './remote-members/user-members.ts';
import type { RemoteTasks } from './remote-tasks.ts';
import type { SynapseProcess } from './synapse-process.ts';

/** What a {@linkcode createRemoteHostPort} works with. */
export interface RemoteHostParts {
  readonly call: CallSynapse;
  /** Asks one process of Synapse, by the methods of the protocol. @throws {Error} Where none is connected. */
  readonly pin: () => CallSynapse;
  readonly tasks: RemoteTasks;
  /** The id under which Synapse knows a web request. @throws {TypeError} Where it is no request of a web resource. */
  readonly webRequestOf: (request: Request) => number;
  readonly log: Logger;
  /** Whether one Node process serves several of Synapse. */
  readonly isShared: boolean;
}

/** Synapse, as the modules see it from another process. */
export function createRemoteHostPort(synapse: SynapseProcess, parts: RemoteHostParts): HostPort {
  const { call } = parts;
  return {
    hostName: `Synapse ${synapse.synapse}`,
    missing: new Map(Object.entries(synapse.missing)),
    clock: systemClock,
    log: parts.log,
    serverName: synapse.serverName,
    publicBaseurl: synapse.publicBaseurl,
    // In a shared host a module exists once, for all processes.
    workerName: parts.isShared ? null : synapse.workerName,
    workerApp: parts.isShared ? null : synapse.workerApp,
    emailAppName: synapse.emailAppName,
    customTemplateDir: synapse.customTemplateDir,
    shouldRunBackgroundTasks: () => parts.isShared || synapse.runsBackgroundTasks,
    ...plainMembers(call),
    ...userMembers(call, parts.webRequestOf),
    ...roomMembers(call),
    ...presencePushMembers(call),
    ...templateMembers(call),
    ...mediaMembers(call),
    ...databaseMembers(synapse.databaseEngine, parts.pin),
    ...parts.tasks.members,
    ...limitMembers(call),
  };
}
