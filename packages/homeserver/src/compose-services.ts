import { AccountDataStore } from './account-data/account-data-store.ts';
import { AccountData } from './account-data/account-data.ts';
import { BackgroundUpdater } from './background-updates/background-updater.ts';
import type { HomeserverContext } from './context.ts';
import { Presence } from './ephemeral/presence.ts';
import { Receipts } from './ephemeral/receipts.ts';
import { Typing } from './ephemeral/typing.ts';
import type { SigningKey } from './events/index.ts';
import { composeMail, type MailServices } from './mail/compose-mail.ts';
import { MediaFiles } from './media/media-files.ts';
import { mediaHashUpdate } from './media/media-hash-update.ts';
import { MediaRepository } from './media/media-repository.ts';
import { MediaStore } from './media/media-store.ts';
import { thumbnailUpdate } from './media/thumbnail-update.ts';
import { Thumbnails } from './media/thumbnails.ts';
import { composeNotifications } from './notifications/compose-notifications.ts';
import type { NotificationStore } from './notifications/notification-store.ts';
import { composePush, type Push } from './pushers/compose-push.ts';
import { PushRuleStore } from './push-rules/push-rule-store.ts';
import { composeRooms, type Rooms } from './rooms/compose-rooms.ts';
import { eventResigning } from './rooms/event-resigning.ts';
import { EventVisibility } from './rooms/event-visibility.ts';
import { RoomStore } from './rooms/room-store.ts';
import { ModuleTransactions } from './storage/module-transactions.ts';
import { FilterStore } from './sync/filter-store.ts';
import { EventSerializer } from './sync/serialize-events.ts';
import { SyncHandler } from './sync/sync-handler.ts';
import { ToDeviceStore } from './sync/to-device-store.ts';
import { TaskScheduler } from './tasks/task-scheduler.ts';
import { composeUsers, type Users } from './users/compose-users.ts';
import { composeUsersInRooms, type UsersInRooms } from './users-in-rooms/compose-users-in-rooms.ts';

/** What the HTTP surface and the modules reach the homeserver through. */
export interface Services {
  readonly accountData: AccountData;
  readonly backgroundUpdates: BackgroundUpdater;
  readonly filters: FilterStore;
  readonly mail: MailServices;
  readonly media: MediaRepository;
  readonly notifications: NotificationStore;
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

/** What the services stand on. */
export interface ServicesNeeds {
  readonly context: HomeserverContext;
  /** Signs the events. */
  readonly key: SigningKey;
  readonly mediaFolder: string;
  /** With a trailing slash. */
  readonly publicBaseurl: string;
}

/** Builds all services, each on those that it needs. @throws {ConfigError} If a template of the administrator's is malformed. */
export function composeServices({ context, key, mediaFolder, publicBaseurl }: ServicesNeeds): Services {
  const { database, serverName, stream } = context;
  const mail = composeMail({ context, publicBaseurl });
  const users = composeUsers({ context, mail, publicBaseurl });
  const { accounts, profiles } = users;
  const pushRules = new PushRuleStore(database, stream);
  const accountData = new AccountDataStore(database, stream, pushRules);
  const store = new RoomStore(database);
  const visibility = new EventVisibility(store, accountData);
  const { notifications, recorder } = composeNotifications({ context, store, visibility, accountData, pushRules });
  const rooms = composeRooms({ context, accounts, profiles, store, visibility, recorder, key });
  const serializer = new EventSerializer(context, store);
  const typing = new Typing(context);
  const push = composePush({ context, pushRules, notifications, rooms, users });
  const receipts = new Receipts(context, push.read);
  const presence = new Presence(context, store);
  const toDevice = new ToDeviceStore(context);
  const mediaStore = new MediaStore(database);
  const mediaFiles = new MediaFiles(mediaFolder);
  const thumbnails = new Thumbnails(context, mediaFiles);
  const updates = new Map([
    ['media_sha256', mediaHashUpdate(mediaStore, mediaFiles)],
    ['media_thumbnails', thumbnailUpdate(mediaStore, thumbnails)],
    ['event_resign', eventResigning({ rooms: store, key, serverName })],
  ]);
  return {
    accountData: new AccountData(context, accountData),
    backgroundUpdates: new BackgroundUpdater(context, updates),
    filters: new FilterStore(database),
    mail,
    media: new MediaRepository({ context, store: mediaStore, files: mediaFiles, thumbnails }),
    notifications,
    presence,
    push,
    receipts,
    rooms,
    serializer,
    sync: new SyncHandler({
      context,
      rooms: store,
      visibility,
      accountData,
      serializer,
      typing,
      receipts,
      presence,
      toDevice,
      notifications,
    }),
    tasks: new TaskScheduler(context),
    toDevice,
    transactions: new ModuleTransactions(database),
    typing,
    users,
    usersInRooms: composeUsersInRooms({ context, users, rooms, accountData }),
  };
}
