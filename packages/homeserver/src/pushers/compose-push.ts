import type { RoomId, UserId } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import type { PushRuleStore } from '../push-rules/push-rule-store.ts';
import { PushRules } from '../push-rules/push-rules.ts';
import type { Rooms } from '../rooms/compose-rooms.ts';
import type { Users } from '../users/compose-users.ts';
import { IpRanges } from './ip-ranges.ts';
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

/** Builds everything about push. */
export function composePush(
  context: HomeserverContext,
  ruleStore: PushRuleStore,
  rooms: Rooms,
  { devices, threepids }: Users,
): Push {
  const { clock, database, log, settings } = context;
  const { notifications } = rooms;
  const pusherStore = new PusherStore(database);
  const gateway = new PushGateway(new IpRanges(settings.ipRanges));
  const pushers = new Pushers({ context, rooms: rooms.store, notifications, store: pusherStore, gateway, threepids });
  rooms.publisher.subscribe((event) => pushers.published(event));
  devices.afterDeletion((userId, deviceIds) => pushers.removeOfDevices(userId, deviceIds));
  return {
    rules: new PushRules(context, ruleStore),
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
