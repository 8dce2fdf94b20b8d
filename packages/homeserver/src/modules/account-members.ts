import type { HostPort } from '@bouton/runtime';
import { Codes, SynapseError, type UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { hasUserIdForm, serverNameOf } from '../events/identifiers.ts';
import type { UsersInRooms } from '../users-in-rooms/compose-users-in-rooms.ts';
import type { Users } from '../users/compose-users.ts';
import { serverRequester } from '../users/server-requester.ts';
import { canonicalAddress } from '../users/threepids.ts';

/** The members of the `ModuleApi` that are about what belongs to an account. */
export type AccountMembers = Required<
  Pick<
    HostPort,
    | 'deactivateUser'
    | 'setAvatarUrl'
    | 'addThreepid'
    | 'removeThreepid'
    | 'storeRemote3pidAssociation'
    | 'getUserIpAndAgents'
    | 'getMonthlyActiveUsersByService'
  >
>;

/** What modules can do with what belongs to accounts. */
export function accountMembers(
  { clock, serverName }: HomeserverContext,
  { accounts, clientIps, threepids }: Users,
  { deactivation, profileEditor }: UsersInRooms,
): AccountMembers {
  const assertKnown = (userId: UserId): void => {
    if (accounts.get(userId) === undefined) throw new SynapseError(404, 'User not found', Codes.NOT_FOUND);
  };

  return {
    deactivateUser: async (userId, { erase = false } = {}) => {
      assertKnown(userId);
      await deactivation.deactivate(userId, { erase, byAdmin: true });
    },

    setAvatarUrl: async (userId, newAvatarUrl) => {
      if (accounts.get(userId) === undefined) throw new SynapseError(400, 'User is not hosted on this homeserver');
      const requester = serverRequester(userId, serverName);
      const change = { requester, target: userId, field: 'avatar_url', value: newAvatarUrl, byAdmin: true } as const;
      await profileEditor.change(change);
    },

    addThreepid: async (userId, medium, address, validatedAt = clock.now()) => {
      assertKnown(userId);
      await threepids.add(userId, { medium, address }, validatedAt, clock.now());
    },

    removeThreepid: async (userId, medium, address) => {
      if (threepids.owner(medium, canonicalAddress(medium, address)) !== userId) return;
      await threepids.remove(userId, { medium, address });
    },

    storeRemote3pidAssociation: (userId, medium, address, idServer) =>
      threepids.noteBinding(userId, { medium, address }, idServer),

    getUserIpAndAgents: async (userId, sinceTs = 0) =>
      hasUserIdForm(userId) && serverNameOf(userId) === serverName ? clientIps.list(userId, sinceTs) : [],

    // There are no application services; Synapse calls the service of everybody else so.
    getMonthlyActiveUsersByService: async (start = 0, end = Number.MAX_SAFE_INTEGER) =>
      clientIps.activeUsers(start, end).map((userId) => ['native', userId] as const),
  };
}
