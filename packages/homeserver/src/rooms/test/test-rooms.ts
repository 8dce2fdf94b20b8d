import { Dispatcher, ManualClock, RegistryBuilder } from '@bouton/runtime';
import {
  SynapseError,
  type BackgroundUpdateControllerCallbacks,
  type JsonObject,
  type RatelimitCallbacks,
  type Requester,
  type RoomId,
  type SpamCheckerCallbacks,
  type ThirdPartyRulesCallbacks,
  type UserId,
} from '@bouton/sdk';
import { AccountDataStore } from '../../account-data/account-data-store.ts';
import type { HomeserverContext } from '../../context.ts';
import { SigningKey } from '../../events/index.ts';
import { Notifier } from '../../notifier.ts';
import { composeNotifications } from '../../notifications/compose-notifications.ts';
import type { NotificationStore } from '../../notifications/notification-store.ts';
import { PushRuleStore } from '../../push-rules/push-rule-store.ts';
import type { HomeserverSettings } from '../../settings.ts';
import { Database } from '../../storage/database.ts';
import { applySchema } from '../../storage/schema/index.ts';
import { StreamSequence } from '../../storage/stream-sequence.ts';
import { AccountStore } from '../../users/account-store.ts';
import { Accounts } from '../../users/accounts.ts';
import { Profiles } from '../../users/profiles.ts';
import { Threepids } from '../../users/threepids.ts';
import { composeRooms, type Rooms } from '../compose-rooms.ts';
import { EventVisibility } from '../event-visibility.ts';
import { RoomStore } from '../room-store.ts';
import { RecordingLogger } from '../../../../testing/src/standalone/recording-logger.ts';

/** The callbacks of the one module of a test. */
export interface TestCallbacks {
  readonly spamChecker?: Partial<SpamCheckerCallbacks>;
  readonly thirdPartyRules?: Partial<ThirdPartyRulesCallbacks>;
  readonly ratelimit?: Partial<RatelimitCallbacks>;
  readonly backgroundUpdateController?: BackgroundUpdateControllerCallbacks;
}

/** The rooms of a homeserver without HTTP, over a database in memory, with users alice, bob, carol, and admin. */
export interface TestRooms extends Rooms, Disposable {
  readonly context: HomeserverContext;
  readonly clock: ManualClock;
  readonly profiles: Profiles;
  readonly accountData: AccountDataStore;
  readonly pushRules: PushRuleStore;
  readonly notifications: NotificationStore;
  readonly alice: Requester;
  readonly bob: Requester;
  readonly carol: Requester;
  readonly admin: Requester;
  /** Makes a room of alice's, and lets others join it. */
  room(body?: JsonObject, ...members: readonly Requester[]): Promise<RoomId>;
  /** Sends a message. */
  say(requester: Requester, roomId: RoomId, body: string, txnId?: string): Promise<string>;
}

const LIMITS = { perSecond: 0.3, burstCount: 10 };

const SETTINGS = {
  serverName: 'test',
  defaultRoomVersion: '11',
  push: { enabled: true, includeContent: true, groupUnreadCountByRoom: true },
  rcInvites: { perRoom: LIMITS, perUser: { perSecond: 0.003, burstCount: 5 }, perIssuer: LIMITS },
} as HomeserverSettings;

const silent = new RecordingLogger();

/** Starts {@linkcode TestRooms}. */
export async function testRooms(callbacks: TestCallbacks = {}, path = ':memory:'): Promise<TestRooms> {
  const clock = new ManualClock();
  const dispatcher = new Dispatcher({ serverName: 'test', log: silent });
  const builder = new RegistryBuilder(silent);
  const module = builder.openModule('test');
  if (callbacks.spamChecker) module.registerMethods('spam_checker', callbacks.spamChecker);
  if (callbacks.thirdPartyRules) module.registerMethods('third_party_rules', callbacks.thirdPartyRules);
  if (callbacks.ratelimit) module.registerMethods('ratelimit', callbacks.ratelimit);
  if (callbacks.backgroundUpdateController) {
    module.registerMethods('background_update_controller', callbacks.backgroundUpdateController);
  }
  const database = new Database(path);
  applySchema(database);
  const context: HomeserverContext = {
    settings: SETTINGS,
    serverName: 'test',
    clock,
    log: silent,
    database,
    stream: new StreamSequence(database),
    notifier: new Notifier(clock),
    callbacks: dispatcher.callbacks,
  };
  const accounts = new Accounts(context, new AccountStore(database), new Threepids(context));
  const profiles = new Profiles(database);
  const pushRules = new PushRuleStore(database, context.stream);
  const accountData = new AccountDataStore(database, context.stream, pushRules);
  const store = new RoomStore(database);
  const visibility = new EventVisibility(store, accountData);
  const { notifications, recorder } = composeNotifications({ context, store, visibility, accountData, pushRules });
  const key = SigningKey.generate();
  const rooms = composeRooms({ context, accounts, profiles, store, visibility, recorder, key });
  const user = async (localpart: string, admin = false): Promise<Requester> =>
    requester(accounts.find(`@${localpart}:test`) ?? (await accounts.register({ localpart, admin })));
  const users = { alice: await user('alice'), bob: await user('bob'), carol: await user('carol') };
  const admin = await user('admin', true);
  dispatcher.use(builder.finish());

  return {
    ...rooms,
    ...users,
    admin,
    context,
    clock,
    profiles,
    accountData,
    pushRules,
    notifications,
    room: async (body = {}, ...members) => {
      const { roomId } = await rooms.creator.create(users.alice, { preset: 'public_chat', ...body });
      for (const member of members) await rooms.membership.update(member, member.user, roomId, 'join');
      return roomId;
    },
    say: async (from, roomId, body, txnId) => {
      const draft = {
        type: 'm.room.message',
        room_id: roomId,
        sender: from.user,
        content: { msgtype: 'm.text', body },
      };
      const options = txnId === undefined ? {} : { txnId };
      return (await rooms.sender.send(from, draft, options)).event.event_id;
    },
    [Symbol.dispose]: () => database[Symbol.dispose](),
  };
}

function requester(user: UserId): Requester {
  return Object.freeze({
    user,
    deviceId: 'DEVICE',
    isGuest: false,
    shadowBanned: false,
    appServiceId: null,
    authenticatedEntity: user,
  });
}

/** What a client gets to see of a failure: `403 M_FORBIDDEN: You are not invited to this room.` */
export async function failure(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return SynapseError.is(error) ? `${error.status} ${error.errcode}: ${error.message}` : String(error);
  }
  return 'no failure';
}
