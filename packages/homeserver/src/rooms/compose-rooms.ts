import type { HomeserverContext } from '../context.ts';
import type { SigningKey } from '../events/index.ts';
import type { Accounts } from '../users/accounts.ts';
import type { Profiles } from '../users/profiles.ts';
import { AliasStore } from './alias-store.ts';
import { EventPersister, type EventRecorder } from './event-persister.ts';
import { EventPreparer } from './event-preparer.ts';
import { EventPublisher } from './event-publisher.ts';
import { EventSender } from './event-sender.ts';
import type { EventVisibility } from './event-visibility.ts';
import { InviteLimits } from './invite-limits.ts';
import { Membership } from './membership.ts';
import { PublicRooms } from './public-rooms.ts';
import { RelationStore } from './relation-store.ts';
import { RequestLimits } from './request-limits.ts';
import { RoomCreator } from './room-creator.ts';
import { RoomDirectory } from './room-directory.ts';
import { InitialEvents } from './initial-events.ts';
import { RoomHistory } from './room-history.ts';
import { RoomAccess } from './room-access.ts';
import { RoomList } from './room-list.ts';
import type { RoomStore } from './room-store.ts';
import { RoomHandover } from './room-handover.ts';
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
  readonly store: RoomStore;
  readonly visibility: EventVisibility;
  readonly recorder: EventRecorder;
  /** Signs the events. */
  readonly key: SigningKey;
}

/** Everything about rooms. */
export interface Rooms {
  readonly store: RoomStore;
  readonly writer: RoomWriter;
  readonly aliases: AliasStore;
  readonly relations: RelationStore;
  readonly publisher: EventPublisher;
  readonly sender: EventSender;
  readonly membership: Membership;
  readonly threepidInvites: ThreepidInvites;
  readonly directory: RoomDirectory;
  readonly publicRooms: PublicRooms;
  readonly roomList: RoomList;
  readonly creator: RoomCreator;
  readonly upgrader: RoomUpgrader;
  readonly visibility: EventVisibility;
  readonly access: RoomAccess;
  readonly history: RoomHistory;
  readonly shutdown: RoomShutdown;
  readonly shutdownTasks: ShutdownTasks;
  readonly requestLimits: RequestLimits;
}

/** Builds everything about rooms. */
export function composeRooms(needs: RoomsNeeds): Rooms {
  const { context, accounts, profiles, store, visibility, recorder, key } = needs;
  const { database } = context;
  const writer = new RoomWriter(context, store);
  const aliases = new AliasStore(database);
  const relations = new RelationStore(database, store);
  const publisher = new EventPublisher(context, store);
  const preparer = new EventPreparer({ context, rooms: store, relations, key });
  const persister = new EventPersister({ context, rooms: store, writer, aliases, recorder, publisher });
  const sender = new EventSender({ context, rooms: store, preparer, persister });
  const limits = new InviteLimits(context);
  const membership = new Membership({ context, rooms: store, writer, preparer, persister, limits, accounts, profiles });
  const threepidInvites = new ThreepidInvites(context, store);
  const directory = new RoomDirectory({ context, rooms: store, writer, aliases, sender, accounts });
  const initialEvents = new InitialEvents({ context, rooms: store, preparer, persister, membership });
  const creator = new RoomCreator({
    context,
    initialEvents,
    membership,
    directory,
    aliases,
    limits,
    threepidInvites,
    accounts,
  });
  const handover = new RoomHandover({ context, rooms: store, writer, aliases, sender });
  const upgrader = new RoomUpgrader({ context, rooms: store, preparer, persister, initialEvents, handover });
  const access = new RoomAccess(store, visibility);
  const history = new RoomHistory(store, access, visibility);
  const shutdown = new RoomShutdown({ context, rooms: store, writer, aliases, membership, creator, sender });
  return {
    store,
    writer,
    aliases,
    relations,
    publisher,
    sender,
    membership,
    threepidInvites,
    directory,
    roomList: new RoomList(database, store),
    publicRooms: new PublicRooms(database, store),
    creator,
    upgrader,
    visibility,
    access,
    history,
    shutdown,
    shutdownTasks: new ShutdownTasks(context, shutdown),
    requestLimits: new RequestLimits(context),
  };
}
