import {
  Module,
  ModuleApi,
  ThirdPartyRules,
  type JsonObject,
  type RoomEvent,
  type RoomId,
  type UserId,
} from '@bouton/sdk';
import { AutoAcceptInviteConfig } from './auto-accept-invite-config.ts';

/** Joins invited local users to the rooms they are invited to. */
@Module({ config: AutoAcceptInviteConfig })
export class AutoAcceptInvite {
  constructor(
    private readonly config: AutoAcceptInviteConfig,
    private readonly api: ModuleApi,
  ) {}

  @ThirdPartyRules('on_new_event', { when: { type: ['m.room.member'], membership: ['invite'] } })
  async acceptInvite(event: RoomEvent): Promise<void> {
    // Every process hears of every event; one of them answers.
    if ((this.config.worker_to_run_on ?? null) !== this.api.workerName) return;

    const invitee = event.state_key as UserId;
    const isDirect = event.content['is_direct'] === true;
    if (!this.api.isMine(invitee)) return;
    if (this.config.accept_invites_only_for_direct_messages && !isDirect) return;
    if (this.config.accept_invites_only_from_local_users && !this.api.isMine(event.sender)) return;

    await this.api.updateRoomMembership(invitee, invitee, event.room_id, 'join');
    if (isDirect) await this.#markAsDirectMessage(invitee, event.sender, event.room_id);
  }

  async #markAsDirectMessage(user: UserId, counterpart: UserId, roomId: RoomId): Promise<void> {
    const direct = (await this.api.accountDataManager.getGlobal(user, 'm.direct')) ?? {};
    const rooms = direct[counterpart] ?? [];
    if (!Array.isArray(rooms)) {
      this.api.logger.warn('Not marking the room as a direct message: m.direct holds no list for the counterpart', {
        user,
        counterpart,
      });
      return;
    }
    if (rooms.includes(roomId)) return;
    const updated: JsonObject = { ...direct, [counterpart]: [...(rooms as readonly string[]), roomId] };
    await this.api.accountDataManager.putGlobal(user, 'm.direct', updated);
  }
}
