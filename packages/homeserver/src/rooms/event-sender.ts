import {
  Codes,
  SynapseError,
  type EventId,
  type JsonObject,
  type Requester,
  type RoomId,
  type UserId,
} from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import type { EventPersister } from './event-persister.ts';
import type { EventPreparer } from './event-preparer.ts';
import { currentPlace } from './room-place.ts';
import type { RoomStore, StoredEvent } from './room-store.ts';
import { ShadowBanError } from './shadow-ban-error.ts';
import type { EventTransaction } from './room-writer.ts';

/** An event to send into a room. */
export interface RoomEventDraft {
  readonly room_id: RoomId;
  readonly type: string;
  readonly sender: UserId;
  readonly content: Readonly<JsonObject>;
  /** Makes it a state event. */
  readonly state_key?: string;
  /** The event that this one redacts. */
  readonly redacts?: EventId;
  /** Milliseconds since the epoch; now, if it is left out. */
  readonly origin_server_ts?: number;
}

/** How an event is sent. */
export interface SendOptions {
  /** The client's transaction ID: the same request again gets the same event. */
  readonly txnId?: string;
  /** Send it even if the requester is shadow-banned: what modules send. */
  readonly ignoreShadowBan?: boolean;
}

/** What {@linkcode EventSender} stands on. */
export interface EventSenderParts {
  readonly context: HomeserverContext;
  readonly rooms: RoomStore;
  readonly preparer: EventPreparer;
  readonly persister: EventPersister;
}

/** Sends events that are not memberships. */
export class EventSender {
  readonly #context: HomeserverContext;
  readonly #rooms: RoomStore;
  readonly #preparer: EventPreparer;
  readonly #persister: EventPersister;
  /** Transactions that are being sent. */
  readonly #sending = new Map<string, Promise<StoredEvent>>();

  constructor({ context, rooms, preparer, persister }: EventSenderParts) {
    this.#context = context;
    this.#rooms = rooms;
    this.#preparer = preparer;
    this.#persister = persister;
  }

  /**
   * Sends an event, and resolves once it is durable. The modules are asked whether it is allowed and whether it is spam;
   * they hear of it, and waiting clients get it, after that.
   *
   * @throws {SynapseError} If the room's rules or a module refuse, or the event is invalid or too large.
   * @throws {ShadowBanError} If a shadow-banned user sends.
   */
  async send(requester: Requester, draft: RoomEventDraft, options: SendOptions = {}): Promise<StoredEvent> {
    const { txnId, ignoreShadowBan = false } = options;
    if (draft.type === 'm.room.member') {
      throw new SynapseError(500, 'Tried to send member event through non-member codepath');
    }
    if (requester.shadowBanned && !ignoreShadowBan) throw new ShadowBanError();
    if (txnId === undefined) return this.#send(requester, draft);
    return this.#once(
      { requester: requester.user, deviceId: requester.deviceId ?? '', txnId },
      draft.room_id,
      (transaction) => this.#send(requester, draft, transaction),
    );
  }

  async #once(
    transaction: EventTransaction,
    roomId: RoomId,
    send: (transaction: EventTransaction) => Promise<StoredEvent>,
  ): Promise<StoredEvent> {
    const { requester, deviceId, txnId } = transaction;
    const key = JSON.stringify([requester, deviceId, roomId, txnId]);
    // What is still being sent may be stored already, but is not durable.
    const running = this.#sending.get(key);
    if (running !== undefined) return running;
    const sent = this.#rooms.eventOfTransaction(requester, deviceId, roomId, txnId);
    if (sent !== undefined) return sent;
    const sending = send(transaction).finally(() => this.#sending.delete(key));
    this.#sending.set(key, sending);
    return sending;
  }

  async #send(requester: Requester, draft: RoomEventDraft, transaction?: EventTransaction): Promise<StoredEvent> {
    const { room_id: roomId } = draft;
    const version = this.#rooms.version(roomId);
    if (version === undefined || this.#rooms.membership(roomId, requester.user)?.membership !== 'join') {
      throw new SynapseError(403, `User ${requester.user} not in room ${roomId}`, Codes.FORBIDDEN);
    }
    const prepared = await this.#preparer.prepare(draft, () => currentPlace(this.#rooms, roomId, version));
    const denial = await this.#context.callbacks.spamChecker.checkEventForSpam(prepared.event);
    if (denial !== undefined) throw denial;
    return this.#persister.persistOne(prepared, { transaction });
  }
}
