import { AccountDataStore } from './account-data/account-data-store.ts';
import { AccountData } from './account-data/account-data.ts';
import type { BackgroundUpdater } from './background-updates/background-updater.ts';
import { composeBackgroundUpdates } from './background-updates/compose-background-updates.ts';
import type { HomeserverContext } from './context.ts';
import { Presence } from './ephemeral/presence.ts';
import { Receipts } from './ephemeral/receipts.ts';
import { Typing } from './ephemeral/typing.ts';
import type { SigningKey } from './events/index.ts';
import { composeMail, type MailServices } from './mail/compose-mail.ts';
import { MediaFiles } from './media/media-files.ts';
import { MediaRepository } from './media/media-repository.ts';
import { MediaStore } from './media/media-store.ts';
import { Thumbnails } from './media/thumbnails.ts';
import { composePush, type Push } from './pushers/compose-push.ts';
import { PushRuleStore } from './push-rules/push-rule-store.ts';
import { composeRooms, type Rooms } from './rooms/compose-rooms.ts';
import { ModuleTransactions } from './storage/module-transactions.ts';
import { FilterStore } from './sync/filter-store.ts';
import { EventSerializer } from './sync/serialize-events.ts';
import { SyncHandler } from './sync/sync-handler.ts';
import { ToDeviceStore } from './sync/to-device-store.ts';
import { TaskScheduler } from './tasks/task-scheduler.ts';
import { composeUsers, composeUsersInRooms, type Users, type UsersInRooms } from './users/compose-users.ts';

/** What the HTTP surface and the modules reach the homeserver through. */
export interface Services {
  readonly accountData: AccountData;
  readonly backgroundUpdates: BackgroundUpdater;
  readonly filters: FilterStore;
  readonly mail: MailServices;
  readonly media: MediaRepository;
  readonly presence: Presence;
  readonly push: Push;
  readonly receipts: Receipts;
  readonly rooms: Rooms;
  readonly serializer: EventSerializer;
  readonly sync: SyncHandler;
  readonly tasks: TaskScheduler;
  readonly toDevice: ToDeviceStore;
  readonly transactions: ModuleTransactions;
  readonly typing: Typing;
  readonly users: Users;
  readonly usersInRooms: UsersInRooms;
}

/** Builds all services, each on those that it needs. @param publicBaseurl With a trailing slash. */
export function composeServices(
  context: HomeserverContext,
  key: SigningKey,
  mediaFolder: string,
  publicBaseurl: string,
): Services {
  const { database, stream } = context;
  const mail = composeMail(context, publicBaseurl);
  const users = composeUsers(context, mail, publicBaseurl);
  const pushRules = new PushRuleStore(database, stream);
  const accountDataStore = new AccountDataStore(database, stream, pushRules);
  const { accounts, profiles } = users;
  const rooms = composeRooms({ context, accounts, profiles, accountData: accountDataStore, pushRules, key });
  const serializer = new EventSerializer(context, rooms.store);
  const typing = new Typing(context);
  const push = composePush(context, pushRules, rooms, users);
  const receipts = new Receipts(context, push.read);
  const presence = new Presence(context, rooms.store);
  const toDevice = new ToDeviceStore(context);
  const mediaStore = new MediaStore(database);
  const mediaFiles = new MediaFiles(mediaFolder);
  const thumbnails = new Thumbnails(context, mediaFiles);
  return {
    accountData: new AccountData(context, accountDataStore),
    backgroundUpdates: composeBackgroundUpdates(context, { key, rooms, mediaStore, mediaFiles, thumbnails }),
    filters: new FilterStore(database),
    mail,
    media: new MediaRepository(context, mediaStore, mediaFiles, thumbnails),
    presence,
    push,
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
      notifications: rooms.notifications,
    }),
    tasks: new TaskScheduler(context),
    toDevice,
    transactions: new ModuleTransactions(database),
    typing,
    users,
    usersInRooms: composeUsersInRooms(context, users, rooms, accountDataStore),
  };
}
