import type { HostPort } from '@bouton/runtime';
import { SynapseError, type UserId } from '@bouton/sdk';
import type { AccountData } from '../account-data/account-data.ts';
import type { HomeserverContext } from '../context.ts';
import { deepFreeze } from '@bouton/contract';
import { assertUserIdForm, hasUserIdForm, serverNameOf } from '../events/identifiers.ts';
import { addressOf } from '../http/request-address.ts';
import type { UsersInRooms } from '../users-in-rooms/compose-users-in-rooms.ts';
import type { Users } from '../users/compose-users.ts';
import { serverRequester } from '../users/server-requester.ts';
import { qualifiedUserId } from '../users/user-id.ts';

/** The members of the `ModuleApi` that are about users. */
export type UserMembers = Required<
  Pick<
    HostPort,
    | 'accountDataManager'
    | 'getUserinfoById'
    | 'getUserByReq'
    | 'isUserAdmin'
    | 'setUserAdmin'
    | 'getProfileForUser'
    | 'getThreepidsForUser'
    | 'checkUserExists'
    | 'register'
    | 'registerUser'
    | 'registerDevice'
    | 'invalidateAccessToken'
    | 'checkUsername'
    | 'setDisplayname'
  >
>;

/** What modules can do with users. */
export function userMembers(
  context: HomeserverContext,
  users: Users,
  { profileEditor }: UsersInRooms,
  accountData: AccountData,
): UserMembers {
  const { serverName } = context;
  const { accounts, authenticator, devices, profiles, threepids } = users;

  const assertLocal = (userId: UserId): void => {
    assertUserIdForm(userId);
    if (serverNameOf(userId) === serverName) return;
    throw new RangeError(`${userId} is not local to this homeserver; can't access account data for remote users.`);
  };

  const registerUser: UserMembers['registerUser'] = async (localpart, displayname, emails, admin = false) =>
    accounts.register({ localpart, displayname, admin, ...(emails === undefined ? {} : { emails }) });

  const registerDevice: UserMembers['registerDevice'] = async (userId, deviceId, initialDisplayName) => ({
    ...(await devices.register(userId, deviceId, initialDisplayName)),
    accessTokenExpiry: null,
    refreshToken: null,
  });

  return {
    accountDataManager: {
      getGlobal: async (userId, dataType) => {
        assertLocal(userId);
        const content = accountData.get(userId, null, dataType);
        return content === undefined ? null : deepFreeze(content);
      },
      putGlobal: async (userId, dataType, newData) => {
        assertLocal(userId);
        if (typeof dataType !== 'string') throw new TypeError(`dataType must be a string; got ${typeof dataType}`);
        if (typeof newData !== 'object' || newData === null || Array.isArray(newData)) {
          throw new TypeError(`newData must be an object; got ${Array.isArray(newData) ? 'an array' : typeof newData}`);
        }
        if (accounts.get(userId) === undefined) throw new RangeError(`User ${userId} does not exist on this server.`);
        await accountData.put(userId, null, dataType, newData);
      },
    },

    getUserinfoById: async (userId) => accounts.get(userId) ?? null,

    getUserByReq: async (request, { allowExpired = false } = {}) => {
      const { requester } = await authenticator.authenticate(request, addressOf(request), { allowExpired });
      return requester;
    },

    isUserAdmin: async (userId) => accounts.isAdmin(userId),

    setUserAdmin: async (userId, admin) => {
      assertUserIdForm(userId);
      await accounts.setAdmin(userId, admin);
    },

    getProfileForUser: async (localpart) => profiles.get(qualifiedUserId(localpart, serverName)),

    getThreepidsForUser: async (userId) => threepids.list(userId),

    checkUserExists: async (userId) => (hasUserIdForm(userId) ? (accounts.find(userId) ?? null) : null),

    // oxlint-disable-next-line typescript/no-deprecated -- modules that use it should still work
    register: async (localpart, displayname, emails) => {
      const userId = await registerUser(localpart, displayname, emails);
      return [userId, (await registerDevice(userId)).accessToken];
    },

    registerUser,
    registerDevice,

    invalidateAccessToken: async (accessToken) => {
      const { user, deviceId } = authenticator.requester(accessToken);
      if (deviceId !== null) await devices.delete(user, [deviceId]);
    },

    checkUsername: async (username) => accounts.assertAvailable(username),

    setDisplayname: async (userId, newDisplayname) => {
      if (accounts.get(userId) === undefined) throw new SynapseError(400, 'User is not hosted on this homeserver');
      const requester = serverRequester(userId, serverName);
      await profileEditor.change({
        requester,
        target: userId,
        field: 'displayname',
        value: newDisplayname,
        byAdmin: true,
      });
    },
  };
}
