import { isUserId, Module, ModuleApi, ThirdPartyRules, type RoomEvent, type RoomId, type UserId } from '@bouton/sdk';
import { AutoAcceptInviteConfig } from './auto-accept-invite-config.ts';
import { Turns } from './turns.ts';

/** Joins invited local users to the rooms they are invited to. */
@Module({ config: AutoAcceptInviteConfig })
export class AutoAcceptInvite {
  /** One change of a user's account data at a time. */
  readonly #turns = new Turns<UserId>();

  constructor(
    private readonly config: AutoAcceptInviteConfig,
    private readonly api: ModuleApi,
  ) {}

  @ThirdPartyRules('on_new_event', { when: { type: ['m.room.member'], membership: ['invite'] } })
  async acceptInvite(event: RoomEvent): Promise<void> {
    // Every process hears of every event; one of them answers.
    if ((this.config.worker_to_run_on ?? null) !== this.api.workerName) return;

    const invitee = event.state_key;
    const isDirect = event.content['is_direct'] === true;
    if (!isUserId(invitee) || !this.api.isMine(invitee)) return;
    if (this.config.accept_invites_only_for_direct_messages && !isDirect) return;
    if (this.config.accept_invites_only_from_local_users && !this.api.isMine(event.sender)) return;

    await this.api.updateRoomMembership(invitee, invitee, event.room_id, 'join');
    if (!isDirect) return;
    // Many invites may come at once, and marking reads, changes and writes.
    await this.#turns.run(invitee, () => this.#markAsDirectMessage(invitee, event.sender, event.room_id));
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
    if (!rooms.includes(roomId)) {
      const marked = rooms.concat(roomId);
      await this.api.accountDataManager.putGlobal(user, 'm.direct', { ...direct, [counterpart]: marked });
    }
  }
}
