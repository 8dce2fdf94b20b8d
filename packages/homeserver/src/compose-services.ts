import { AccountDataStore } from './account-data/account-data-store.ts';
import { AccountData } from './account-data/account-data.ts';
import type { HomeserverContext } from './context.ts';
import { Presence } from './ephemeral/presence.ts';
import { Receipts } from './ephemeral/receipts.ts';
import { Typing } from './ephemeral/typing.ts';
import type { SigningKey } from './events/index.ts';
import { MediaFiles } from './media/media-files.ts';
import { MediaRepository } from './media/media-repository.ts';
import { MediaStore } from './media/media-store.ts';
import { composeRooms, type Rooms } from './rooms/compose-rooms.ts';
import { FilterStore } from './sync/filter-store.ts';
import { EventSerializer } from './sync/serialize-events.ts';
import { SyncHandler } from './sync/sync-handler.ts';
import { ToDeviceStore } from './sync/to-device-store.ts';
import { composeUsers, composeUsersInRooms, type Users, type UsersInRooms } from './users/compose-users.ts';

/** What the HTTP surface and the modules reach the homeserver through. */
export interface Services {
  readonly accountData: AccountData;
  readonly filters: FilterStore;
  readonly media: MediaRepository;
  readonly presence: Presence;
  readonly receipts: Receipts;
  readonly rooms: Rooms;
  readonly serializer: EventSerializer;
  readonly sync: SyncHandler;
  readonly toDevice: ToDeviceStore;
  readonly typing: Typing;
  readonly users: Users;
  readonly usersInRooms: UsersInRooms;
}

/** Builds all services, each on those that it needs. */
export function composeServices(context: HomeserverContext, key: SigningKey, mediaFolder: string): Services {
  const { database, stream } = context;
  const users = composeUsers(context);
  const accountDataStore = new AccountDataStore(database, stream);
  const { accounts, profiles } = users;
  const rooms = composeRooms({ context, accounts, profiles, accountData: accountDataStore, key });
  const serializer = new EventSerializer(context, rooms.store);
  const typing = new Typing(context);
  const receipts = new Receipts(context);
  const presence = new Presence(context, rooms.store);
  const toDevice = new ToDeviceStore(context);
  return {
    accountData: new AccountData(context, accountDataStore),
    filters: new FilterStore(database),
    media: new MediaRepository(context, new MediaStore(database), new MediaFiles(mediaFolder)),
    presence,
    receipts,
    rooms,
    serializer,
    sync: new SyncHandler({
      context,
      rooms: rooms.store,
      visibility: rooms.visibility,
      accountData: accountDataStore,
      serializer,
      typing,
      receipts,
      presence,
      toDevice,
    }),
    toDevice,
    typing,
    users,
    usersInRooms: composeUsersInRooms(context, users, rooms),
  };
}
