import { systemClock, type HostPort } from '@bouton/runtime';
import type { JsonObject, Logger, RoomEvent } from '@bouton/sdk';
import { deepFreeze } from './deep-freeze.ts';
import { ListedStateMap } from './listed-state-map.ts';
import type { SynapseProcess } from './synapse-process.ts';

/** Calls a member of Synapse's ModuleApi: `call('createRoom', userId, config)`. */
export type CallSynapse = (member: string, ...args: readonly unknown[]) => Promise<unknown>;

/** What a {@linkcode createRemoteHostPort} works with. */
export interface RemoteHostParts {
  readonly call: CallSynapse;
  /** The id under which Synapse knows a web request. @throws {TypeError} Where it is no request of a web resource. */
  readonly webRequestOf: (request: Request) => number;
  readonly log: Logger;
  /** Whether one Node process serves several of Synapse. */
  readonly isShared: boolean;
}

/** Members whose arguments and answers are JSON as they are. */
const PLAIN = [
  'getUserinfoById',
  'isUserAdmin',
  'setUserAdmin',
  'getProfileForUser',
  'getThreepidsForUser',
  'checkUserExists',
  'register',
  'registerUser',
  'registerDevice',
  'recordUserExternalId',
  'createLoginToken',
  'invalidateAccessToken',
  'checkUsername',
  'storeRemote3pidAssociation',
  'getUserIpAndAgents',
  'setDisplayname',
  'getMonthlyActiveUsersByService',
  'createRoom',
  'deleteRoom',
  'lookupRoomAlias',
  'getCanonicalRoomAlias',
  'setPushRuleAction',
  'sendMail',
] as const satisfies readonly (keyof HostPort)[];

type PlainMember = (typeof PLAIN)[number];

/** Synapse, as the modules see it from another process. */
export function createRemoteHostPort(synapse: SynapseProcess, parts: RemoteHostParts): HostPort {
  const { call } = parts;
  const forward =
    (member: string) =>
    (...args: readonly unknown[]) =>
      call(member, ...args);
  const event = async (member: string, ...args: readonly unknown[]): Promise<RoomEvent> =>
    deepFreeze((await call(member, ...args)) as RoomEvent);
  const events = async (member: string, ...args: readonly unknown[]): Promise<readonly RoomEvent[]> =>
    deepFreeze((await call(member, ...args)) as RoomEvent[]);
  // The Python half answers with the shapes of the SDK: PROTOCOL.md holds both to it.
  const plain = Object.fromEntries(PLAIN.map((member) => [member, forward(member)])) as object as Pick<
    Required<HostPort>,
    PlainMember
  >;

  return {
    ...plain,
    hostName: `Synapse ${synapse.synapse}`,
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

    getUserByReq: async (request, options) =>
      (await call('getUserByReq', parts.webRequestOf(request), options)) as Awaited<
        ReturnType<Required<HostPort>['getUserByReq']>
      >,
    getStateEventsInRoom: (roomId, types) => events('getStateEventsInRoom', roomId, types),
    getRoomState: async (roomId, eventFilter) => new ListedStateMap(await events('getRoomState', roomId, eventFilter)),
    updateRoomMembership: (...args) => event('updateRoomMembership', ...args),
    createAndSendEventIntoRoom: (sent) => event('createAndSendEventIntoRoom', sent),
    sendLocalOnlinePresenceTo: async (users) => void (await call('sendLocalOnlinePresenceTo', [...users])),
    setPresenceForUsers: async (users) => void (await call('setPresenceForUsers', Object.fromEntries(users))),
    sendHttpPushNotification: async (...args) =>
      new Map(Object.entries((await call('sendHttpPushNotification', ...args)) as Record<string, boolean>)),
    publicRoomListManager: {
      roomIsInPublicRoomList: async (roomId) =>
        (await call('publicRoomListManager.roomIsInPublicRoomList', roomId)) === true,
      addRoomToPublicRoomList: async (roomId) =>
        void (await call('publicRoomListManager.addRoomToPublicRoomList', roomId)),
      removeRoomFromPublicRoomList: async (roomId) =>
        void (await call('publicRoomListManager.removeRoomFromPublicRoomList', roomId)),
    },
    accountDataManager: {
      getGlobal: async (userId, dataType) =>
        deepFreeze((await call('accountDataManager.getGlobal', userId, dataType)) as JsonObject | null),
      putGlobal: async (userId, dataType, newData) =>
        void (await call('accountDataManager.putGlobal', userId, dataType, newData)),
    },
  };
}
