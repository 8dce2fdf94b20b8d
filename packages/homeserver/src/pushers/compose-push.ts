import type { RoomId, UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import type { NotificationStore } from '../notifications/notification-store.ts';
import type { PushRuleStore } from '../push-rules/push-rule-store.ts';
import { PushRules } from '../push-rules/push-rules.ts';
import type { Rooms } from '../rooms/compose-rooms.ts';
import type { Users } from '../users/compose-users.ts';
import { IpRanges } from '../lib/ip-ranges.ts';
import { PushGateway } from './push-gateway.ts';
import { PusherStore } from './pusher-store.ts';
import { Pushers } from './pushers.ts';

/** Everything about push. */
export interface Push {
  readonly rules: PushRules;
  readonly pushers: Pushers;
  readonly pusherStore: PusherStore;
  /** A user has read something in a room. Returns at once. */
  readonly read: (userId: UserId, roomId: RoomId) => void;
}

/** What push needs from the other parts of the homeserver. */
export interface PushNeeds {
  readonly context: HomeserverContext;
  readonly pushRules: PushRuleStore;
  readonly notifications: NotificationStore;
  readonly rooms: Rooms;
  readonly users: Users;
}

/** Builds everything about push. */
export function composePush({ context, pushRules, notifications, rooms, users }: PushNeeds): Push {
  const { clock, database, log, settings } = context;
  const { devices, threepids } = users;
  const pusherStore = new PusherStore(database);
  const gateway = new PushGateway(new IpRanges(settings.ipRanges));
  const pushers = new Pushers({ context, rooms: rooms.store, notifications, store: pusherStore, gateway, threepids });
  rooms.publisher.subscribe((event) => pushers.published(event));
  devices.afterDeletion((userId, deviceIds) => pushers.removeOfDevices(userId, deviceIds));
  return {
    rules: new PushRules(context, pushRules),
    pushers,
    pusherStore,
    read: (userId, roomId) => {
      pushers.read(userId);
      notifications
        .prune(roomId, userId, clock.now())
        .catch((error: unknown) => log.warn('Cannot forget old notifications', { userId, roomId, error }));
    },
  };
}
