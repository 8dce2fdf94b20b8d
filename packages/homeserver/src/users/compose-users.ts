import type { HomeserverContext } from '../context.ts';
import type { Rooms } from '../rooms/compose-rooms.ts';
import { AccessTokens } from './access-tokens.ts';
import { AccountStore } from './account-store.ts';
import { Accounts } from './accounts.ts';
import { Authenticator } from './authenticator.ts';
import { Deactivation } from './deactivation.ts';
import { Devices } from './devices.ts';
import { InteractiveAuth } from './interactive-auth.ts';
import { Login } from './login.ts';
import { ProfileEditor } from './profile-editor.ts';
import { Profiles } from './profiles.ts';
import { Reauthentication } from './reauthentication.ts';
import { Registration } from './registration.ts';
import { Threepids } from './threepids.ts';
import { UserDirectory } from './user-directory.ts';

/** Everything about users that needs no rooms. */
export interface Users {
  readonly accountStore: AccountStore;
  readonly accounts: Accounts;
  readonly authenticator: Authenticator;
  readonly devices: Devices;
  readonly login: Login;
  readonly profiles: Profiles;
  readonly reauthentication: Reauthentication;
  readonly registration: Registration;
  readonly threepids: Threepids;
  readonly userDirectory: UserDirectory;
}

/** What happens to users in rooms. */
export interface UsersInRooms {
  readonly deactivation: Deactivation;
  readonly profileEditor: ProfileEditor;
}

/** Builds everything about users that needs no rooms. */
export function composeUsers(context: HomeserverContext): Users {
  const threepids = new Threepids(context);
  const accountStore = new AccountStore(context.database);
  const accounts = new Accounts(context, accountStore, threepids);
  const accessTokens = new AccessTokens(context.database);
  const devices = new Devices(context, accessTokens);
  const login = new Login(context, accounts, devices, threepids);
  const interactiveAuth = new InteractiveAuth(context.clock);
  return {
    accountStore,
    accounts,
    authenticator: new Authenticator(context, accounts, accessTokens, devices),
    devices,
    login,
    profiles: new Profiles(context.database),
    reauthentication: new Reauthentication(login, interactiveAuth),
    registration: new Registration(context, accounts, devices, interactiveAuth),
    threepids,
    userDirectory: new UserDirectory(context),
  };
}

/** Builds what happens to users in rooms. */
export function composeUsersInRooms(context: HomeserverContext, users: Users, rooms: Rooms): UsersInRooms {
  const { accountStore, devices, profiles, threepids } = users;
  const { membership, store } = rooms;
  return {
    deactivation: new Deactivation({
      context,
      accounts: accountStore,
      devices,
      profiles,
      threepids,
      rooms: store,
      membership,
    }),
    profileEditor: new ProfileEditor(context, profiles, store, membership),
  };
}
