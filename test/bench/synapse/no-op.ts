import { Module, NOT_SPAM, SpamChecker, type RoomEvent, type RoomId, type SpamVerdict, type UserId } from '@bouton/sdk';

/** Allows everything. */
@Module()
export class NoOp {
  @SpamChecker
  userMayInvite(_inviter: UserId, _invitee: UserId, _room: RoomId): SpamVerdict {
    return NOT_SPAM;
  }

  @SpamChecker
  checkEventForSpam(_event: RoomEvent): SpamVerdict {
    return NOT_SPAM;
  }
}
