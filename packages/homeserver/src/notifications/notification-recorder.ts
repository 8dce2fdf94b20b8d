import type { RoomId, UserId } from '@bouton/sdk';
import type { AccountDataStore } from '../account-data/account-data-store.ts';
import type { HomeserverContext } from '../context.ts';
import { PowerLevels, redactsOf, relationOf, serverNameOf, type Pdu, type RoomVersion } from '../events/index.ts';
import { hasUserIdForm } from '../events/identifiers.ts';
import type { EventVisibility } from '../rooms/event-visibility.ts';
import type { EventRecorder } from '../rooms/event-persister.ts';
import type { RoomStore, StoredEvent } from '../rooms/room-store.ts';
import type { PushedEvent } from '../push-rules/condition.ts';
import { flattenEvent } from '../push-rules/flatten-event.ts';
import { lowerCaseReader } from '../push-rules/lower-case-reader.ts';
import { MAIN_TIMELINE, type NotificationStore } from './notification-store.ts';
import type { PushRuleStore } from '../push-rules/push-rule-store.ts';
import type { PushAction } from '../push-rules/push-rule.ts';

/** An event that is about to be stored. */
export interface NewEvent {
  readonly roomId: RoomId;
  readonly pdu: Pdu;
  readonly version: RoomVersion;
}

/** What a {@linkcode NotificationRecorder} stands on. */
export interface NotificationRecorderParts {
  readonly context: HomeserverContext;
  readonly rooms: RoomStore;
  readonly visibility: EventVisibility;
  readonly accountData: AccountDataStore;
  readonly rules: PushRuleStore;
  readonly notifications: NotificationStore;
}

/** Decides by the push rules who is notified of an event, and writes that down in the transaction that stores the event. */
export class NotificationRecorder implements EventRecorder {
  readonly #parts: NotificationRecorderParts;

  constructor(parts: NotificationRecorderParts) {
    this.#parts = parts;
  }

  /**
   * Applies the push rules to an event that comes next in its room. Within `database.write`.
   *
   * @returns What writes the notifications down once the event is stored; undefined if nobody is notified.
   */
  prepare(event: NewEvent): ((stored: StoredEvent) => void) | undefined {
    const { pdu, version } = event;
    const redacts = pdu.type === 'm.room.redaction' ? redactsOf(pdu, version) : undefined;
    const actions = this.#actionsByUser(event);
    if (redacts === undefined && actions.length === 0) return undefined;
    return (stored) => {
      const redacted = redacts === undefined ? undefined : this.#parts.rooms.event(redacts);
      if (redacted?.redactedBecause !== undefined) this.#parts.notifications.removeAt(redacted.stream);
      this.#record(stored, actions);
    };
  }

  #actionsByUser(event: NewEvent): (readonly [UserId, readonly PushAction[]])[] {
    if (!this.#parts.context.settings.push.enabled) return [];
    const joinedAt = this.#parts.rooms.joinedAt(event.roomId);
    const recipients = this.#recipients(event, joinedAt);
    if (recipients.length === 0) return [];
    const pushed = this.#pushedEvent(event, joinedAt.size);
    return recipients
      .map((userId) => {
        const rules = this.#parts.rules.rulesOf(userId);
        const displayName = (): string | undefined => this.#displayName(event, userId, joinedAt.get(userId));
        return [userId, rules.actionsFor(pushed, displayName)] as const;
      })
      .filter(([, actions]) => actions.includes('notify'));
  }

  /** Of a membership, only the user whom it is about, if they are in the room or are invited. */
  #recipients({ pdu }: NewEvent, joinedAt: ReadonlyMap<UserId, number>): UserId[] {
    if (pdu.type !== 'm.room.member') return [...joinedAt.keys()].filter((userId) => userId !== pdu.sender);
    const target = pdu.state_key ?? '';
    if (target === pdu.sender || !hasUserIdForm(target)) return [];
    if (serverNameOf(target) !== this.#parts.context.serverName) return [];
    return pdu.content['membership'] === 'invite' || joinedAt.has(target) ? [target] : [];
  }

  #pushedEvent({ roomId, pdu, version }: NewEvent, memberCount: number): PushedEvent {
    const { rooms } = this.#parts;
    const { signatures: _, unsigned: __, ...visible } = pdu;
    const flat = flattenEvent({ room_id: roomId, ...visible });
    let levels: PowerLevels | undefined;
    return {
      flat,
      lowerCase: lowerCaseReader(flat),
      hasMentions: Object.hasOwn(pdu.content, 'm.mentions'),
      memberCount,
      mayNotify: (key) => {
        levels ??= PowerLevels.of((type, stateKey) => rooms.stateEvent(roomId, type, stateKey)?.pdu, version);
        return levels.ofUser(pdu.sender) >= levels.toNotify(key);
      },
    };
  }

  /** The user's name in the room, or the one with which they are invited. @param joinedAt The place of their member event. */
  #displayName({ roomId, pdu }: NewEvent, userId: UserId, joinedAt: number | undefined): string | undefined {
    const { rooms } = this.#parts;
    const stored = joinedAt === undefined ? rooms.stateEvent(roomId, 'm.room.member', userId) : rooms.eventAt(joinedAt);
    const member = stored?.event.content['displayname'];
    if (typeof member === 'string' && member !== '') return member;
    const own = pdu.type === 'm.room.member' && pdu.state_key === userId ? pdu.content['displayname'] : undefined;
    return typeof own === 'string' ? own : undefined;
  }

  #record(stored: StoredEvent, actionsByUser: readonly (readonly [UserId, readonly PushAction[]])[]): void {
    const { context, notifications } = this.#parts;
    const { stream, event } = stored;
    const blind = this.#blind(
      stored,
      actionsByUser.map(([userId]) => userId),
    );
    notifications.add(
      { roomId: event.room_id, stream, threadId: this.#threadOf(stored), receivedAt: context.clock.now() },
      actionsByUser.filter(([userId]) => !blind.has(userId)),
    );
  }

  /** Those of the users who may not see the event, or ignore its sender. */
  #blind(stored: StoredEvent, users: readonly UserId[]): ReadonlySet<UserId> {
    const { accountData, visibility } = this.#parts;
    const { type, sender, state_key } = stored.event;
    const sees = (userId: UserId): boolean => visibility.visibleTo(userId, [stored], false).length > 0;
    if (type === 'm.room.member' || type === 'm.room.aliases') return new Set(users.filter((userId) => !sees(userId)));
    // The others are in the room, and see what is sent there.
    return state_key === undefined ? accountData.ignoring(sender, users) : new Set();
  }

  /** The root of the thread that the event belongs to, perhaps through what it relates to. */
  #threadOf({ pdu }: StoredEvent): string {
    const seen = new Set<string>();
    for (let relation = relationOf(pdu.content); relation !== undefined && !seen.has(relation.parentId);) {
      if (relation.relType === 'm.thread') return relation.parentId;
      seen.add(relation.parentId);
      const parent = this.#parts.rooms.event(relation.parentId);
      relation = parent && relationOf(parent.pdu.content);
    }
    return MAIN_TIMELINE;
  }
}
