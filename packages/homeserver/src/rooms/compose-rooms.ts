import type { AccountDataStore } from '../account-data/account-data-store.ts';
import type { HomeserverContext } from '../context.ts';
import type { SigningKey } from '../events/index.ts';
import { NotificationRecorder } from '../push-rules/notification-recorder.ts';
import { NotificationStore } from '../push-rules/notification-store.ts';
import type { PushRuleStore } from '../push-rules/push-rule-store.ts';
import type { Accounts } from '../users/accounts.ts';
import type { Profiles } from '../users/profiles.ts';
import { AliasStore } from './alias-store.ts';
import { EventPersister } from './event-persister.ts';
import { EventPreparer } from './event-preparer.ts';
import { EventPublisher } from './event-publisher.ts';
import { EventSender } from './event-sender.ts';
import { EventVisibility } from './event-visibility.ts';
import { InviteLimits } from './invite-limits.ts';
import { Membership } from './membership.ts';
import { PublicRooms } from './public-rooms.ts';
import { RelationStore } from './relation-store.ts';
import { RequestLimits } from './request-limits.ts';
import { RoomCreator } from './room-creator.ts';
import { RoomDirectory } from './room-directory.ts';
import { RoomFounder } from './room-founder.ts';
import { RoomHistory } from './room-history.ts';
import { RoomReader } from './room-reader.ts';
import { RoomStore } from './room-store.ts';
import { RoomSuccession } from './room-succession.ts';
import { RoomUpgrader } from './room-upgrader.ts';
import { RoomWriter } from './room-writer.ts';
import { RoomShutdown } from './shutdown.ts';
import { ShutdownTasks } from './shutdown-tasks.ts';
import { ThreepidInvites } from './threepid-invites.ts';

/** What the rooms need from the other parts of the homeserver. */
export interface RoomsNeeds {
  readonly context: HomeserverContext;
  readonly accounts: Accounts;
  readonly profiles: Profiles;
  readonly accountData: AccountDataStore;
  readonly pushRules: PushRuleStore;
  /** Signs the events. */
  readonly key: SigningKey;
}

/** Everything about rooms. */
export interface Rooms {
  readonly store: RoomStore;
  readonly writer: RoomWriter;
  readonly aliases: AliasStore;
  readonly relations: RelationStore;
  readonly notifications: NotificationStore;
  readonly publisher: EventPublisher;
  readonly sender: EventSender;
  readonly membership: Membership;
  readonly threepidInvites: ThreepidInvites;
  readonly directory: RoomDirectory;
  readonly publicRooms: PublicRooms;
  readonly creator: RoomCreator;
  readonly upgrader: RoomUpgrader;
  readonly visibility: EventVisibility;
  readonly reader: RoomReader;
  readonly history: RoomHistory;
  readonly shutdown: RoomShutdown;
  readonly shutdownTasks: ShutdownTasks;
  readonly requestLimits: RequestLimits;
}

/** Builds everything about rooms. */
export function composeRooms({ context, accounts, profiles, accountData, pushRules, key }: RoomsNeeds): Rooms {
  const { database } = context;
  const store = new RoomStore(database);
  const writer = new RoomWriter(context, store);
  const aliases = new AliasStore(database);
  const relations = new RelationStore(database, store);
  const publisher = new EventPublisher(context, store);
  const preparer = new EventPreparer(context, store, relations, key);
  const visibility = new EventVisibility(store, accountData);
  const notifications = new NotificationStore(database);
  const recorder = new NotificationRecorder({
    context,
    rooms: store,
    visibility,
    accountData,
    rules: pushRules,
    notifications,
  });
  const persister = new EventPersister(context, store, writer, aliases, recorder, publisher);
  const sender = new EventSender(context, store, preparer, persister);
  const limits = new InviteLimits(context);
  const membership = new Membership({ context, rooms: store, writer, preparer, persister, limits, accounts, profiles });
  const threepidInvites = new ThreepidInvites(context, store);
  const directory = new RoomDirectory({ context, rooms: store, writer, aliases, sender, accounts });
  const founder = new RoomFounder(context, store, preparer, persister, membership);
  const creator = new RoomCreator({
    context,
    founder,
    membership,
    directory,
    aliases,
    limits,
    threepidInvites,
    accounts,
  });
  const succession = new RoomSuccession({ context, rooms: store, writer, aliases, sender });
  const upgrader = new RoomUpgrader({ context, rooms: store, preparer, persister, founder, succession });
  const reader = new RoomReader(store, visibility);
  const history = new RoomHistory(store, reader, visibility);
  const shutdown = new RoomShutdown({ context, rooms: store, writer, aliases, membership, creator, sender });
  return {
    store,
    writer,
    aliases,
    relations,
    notifications,
    publisher,
    sender,
    membership,
    threepidInvites,
    directory,
    publicRooms: new PublicRooms(database, store),
    creator,
    upgrader,
    visibility,
    reader,
    history,
    shutdown,
    shutdownTasks: new ShutdownTasks(context, shutdown),
    requestLimits: new RequestLimits(context),
  };
}
