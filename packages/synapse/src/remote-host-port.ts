import { systemClock, type HostPort } from '@bouton/runtime';
import type { Logger } from '@bouton/sdk';
import { databaseMembers } from './remote-database.ts';
import { membersWithLogic } from './members-with-logic.ts';
import { remoteMembers, type CallSynapse } from './remote-members.ts';
import type { RemoteTasks } from './remote-tasks.ts';
import type { SynapseProcess } from './synapse-process.ts';

/** What a {@linkcode createRemoteHostPort} works with. */
export interface RemoteHostParts {
  readonly call: CallSynapse;
  /** Asks one process of Synapse, by the methods of the protocol. @throws {Error} If none is connected. */
  readonly pin: () => CallSynapse;
  readonly tasks: RemoteTasks;
  /** The id under which Synapse knows a web request. @throws {TypeError} If it is not a request of a web resource. */
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
    proxies: synapse.proxies,
    emailAppName: synapse.emailAppName,
    customTemplateDir: synapse.customTemplateDir,
    shouldRunBackgroundTasks: () => parts.isShared || synapse.runsBackgroundTasks,
    ...remoteMembers(call, parts.webRequestOf),
    ...membersWithLogic(call),
    ...databaseMembers(synapse.databaseEngine, parts.pin),
    ...parts.tasks.members,
  };
}
