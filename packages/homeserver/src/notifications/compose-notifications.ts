import type { AccountDataStore } from '../account-data/account-data-store.ts';
import type { HomeserverContext } from '../context.ts';
import type { PushRuleStore } from '../push-rules/push-rule-store.ts';
import type { EventVisibility } from '../rooms/event-visibility.ts';
import type { RoomStore } from '../rooms/room-store.ts';
import { NotificationRecorder } from './notification-recorder.ts';
import { NotificationStore } from './notification-store.ts';

/** Who is notified of what. */
export interface Notifications {
  readonly notifications: NotificationStore;
  readonly recorder: NotificationRecorder;
}

/** What notifications need from the other parts of the homeserver. */
export interface NotificationsNeeds {
  readonly context: HomeserverContext;
  readonly store: RoomStore;
  readonly visibility: EventVisibility;
  readonly accountData: AccountDataStore;
  readonly pushRules: PushRuleStore;
}

/** Builds what writes down and lists who is notified. */
export function composeNotifications({
  context,
  store: rooms,
  visibility,
  accountData,
  pushRules: rules,
}: NotificationsNeeds): Notifications {
  const notifications = new NotificationStore(context.database);
  return {
    notifications,
    recorder: new NotificationRecorder({ context, rooms, visibility, accountData, rules, notifications }),
  };
}
