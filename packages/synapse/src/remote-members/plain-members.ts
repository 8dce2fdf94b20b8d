import type { HostPort } from '@bouton/runtime';
import type { CallSynapse } from './call-synapse.ts';

/** Members whose arguments and answers are JSON as they are. */
const PLAIN = [
  'getUserinfoById',
  'isUserAdmin',
  'getProfileForUser',
  'getThreepidsForUser',
  'checkUserExists',
  'register',
  'registerUser',
  'registerDevice',
  'createLoginToken',
  'getUserIpAndAgents',
  'getMonthlyActiveUsersByService',
  'createRoom',
  'lookupRoomAlias',
  'getCanonicalRoomAlias',
  'getRoomsForUser',
  'getUsersPaginate',
  'getExternalIdsByUser',
  'createRegistrationToken',
  'registrationTokenIsValid',
  'getRoomsPaginate',
  'getRoomsWithStateType',
  'getUsersInRoom',
  'isUserInRoom',
  'isServerInRoom',
  'isRoomBlocked',
  'shutdownRoom',
] as const satisfies readonly (keyof HostPort)[];

/** Members that answer nothing. */
const SILENT = [
  'setUserAdmin',
  'recordUserExternalId',
  'invalidateAccessToken',
  'checkUsername',
  'storeRemote3pidAssociation',
  'setDisplayname',
  'deleteRoom',
  'setPushRuleAction',
  'sendMail',
  'deactivateUser',
  'setAvatarUrl',
  'addThreepid',
  'removeThreepid',
  'blockRoom',
  'unblockRoom',
  'purgeRoom',
] as const satisfies readonly (keyof HostPort)[];

/** What modules call of Synapse with JSON, and get JSON or nothing of. */
export function plainMembers(call: CallSynapse): Partial<HostPort> {
  const plain = PLAIN.map((member) => [member, (...args: readonly unknown[]) => call(member, ...args)]);
  const silent = SILENT.map((member) => [
    member,
    async (...args: readonly unknown[]) => void (await call(member, ...args)),
  ]);
  // The Python half answers with the shapes of the SDK: PROTOCOL.md holds both to it.
  return Object.fromEntries([...plain, ...silent]) as object;
}
