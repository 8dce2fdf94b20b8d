import type { AccountDataStore } from '../account-data/account-data-store.ts';
import type { HomeserverContext } from '../context.ts';
import type { Rooms } from '../rooms/compose-rooms.ts';
import type { Users } from '../users/compose-users.ts';
import { Deactivation } from './deactivation.ts';
import { ProfileEditor } from './profile-editor.ts';

/** What happens to users in rooms. */
export interface UsersInRooms {
  readonly deactivation: Deactivation;
  readonly profileEditor: ProfileEditor;
}

/** What {@linkcode composeUsersInRooms} needs from the other parts of the homeserver. */
export interface UsersInRoomsNeeds {
  readonly context: HomeserverContext;
  readonly users: Users;
  readonly rooms: Rooms;
  readonly accountData: AccountDataStore;
}

/** Builds what happens to users in rooms. */
export function composeUsersInRooms({ context, users, rooms, accountData }: UsersInRoomsNeeds): UsersInRooms {
  const { accountStore: accounts, devices, profiles, threepids } = users;
  const { membership, store } = rooms;
  return {
    deactivation: new Deactivation({
      context,
      accounts,
      accountData,
      devices,
      profiles,
      threepids,
      rooms: store,
      membership,
    }),
    profileEditor: new ProfileEditor({ context, profiles, rooms: store, membership }),
  };
}
