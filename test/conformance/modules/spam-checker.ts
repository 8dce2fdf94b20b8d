import {
  Module,
  NOT_SPAM,
  RegistrationBehaviour,
  SpamChecker,
  type CreateRoomRequest,
  type EmailThreepid,
  type FileInfo,
  type JsonObject,
  type ReadableMediaFile,
  type RequestInfo,
  type RoomAlias,
  type RoomEvent,
  type RoomId,
  type SpamVerdict,
  type UserId,
  type UserProfile,
} from '@bouton/sdk';
import { describeImage } from './describe-image.ts';
import { RecordingConfig } from './recording-config.ts';
import { RecordingModule } from './recording-module.ts';

/** Every spam checker callback. */
@Module({ config: RecordingConfig })
export class SpamCheckerModule extends RecordingModule {
  @SpamChecker
  checkEventForSpam(event: RoomEvent): Promise<SpamVerdict> {
    return this.play<SpamVerdict>('check_event_for_spam', event.sender, [event], NOT_SPAM);
  }

  @SpamChecker
  shouldDropFederatedEvent(event: RoomEvent): Promise<boolean> {
    return this.play('should_drop_federated_event', event.sender, [event], false);
  }

  @SpamChecker
  userMayJoinRoom(user: UserId, room: RoomId, isInvited: boolean): Promise<SpamVerdict> {
    return this.play<SpamVerdict>('user_may_join_room', user, [user, room, isInvited], NOT_SPAM);
  }

  @SpamChecker
  userMayInvite(inviter: UserId, invitee: UserId, room: RoomId): Promise<SpamVerdict> {
    return this.play<SpamVerdict>('user_may_invite', inviter, [inviter, invitee, room], NOT_SPAM);
  }

  @SpamChecker
  federatedUserMayInvite(event: RoomEvent): Promise<SpamVerdict> {
    return this.play<SpamVerdict>('federated_user_may_invite', event.sender, [event], NOT_SPAM);
  }

  @SpamChecker
  userMaySend3pidInvite(inviter: UserId, medium: string, address: string, room: RoomId): Promise<SpamVerdict> {
    const args = [inviter, medium, address, room];
    return this.play<SpamVerdict>('user_may_send_3pid_invite', inviter, args, NOT_SPAM);
  }

  @SpamChecker
  userMayCreateRoom(user: UserId, config: CreateRoomRequest): Promise<SpamVerdict> {
    return this.play<SpamVerdict>('user_may_create_room', user, [user, config], NOT_SPAM);
  }

  @SpamChecker
  userMayCreateRoomAlias(user: UserId, alias: RoomAlias): Promise<SpamVerdict> {
    return this.play<SpamVerdict>('user_may_create_room_alias', user, [user, alias], NOT_SPAM);
  }

  @SpamChecker
  userMayPublishRoom(user: UserId, room: RoomId): Promise<SpamVerdict> {
    return this.play<SpamVerdict>('user_may_publish_room', user, [user, room], NOT_SPAM);
  }

  @SpamChecker
  userMaySendStateEvent(
    user: UserId,
    room: RoomId,
    type: string,
    key: string,
    content: JsonObject,
  ): Promise<'NOT_SPAM'> {
    return this.play<'NOT_SPAM'>('user_may_send_state_event', user, [user, room, type, key, content], NOT_SPAM);
  }

  @SpamChecker
  checkUsernameForSpam(profile: UserProfile, requester: UserId): Promise<boolean> {
    return this.play('check_username_for_spam', profile.user_id, [profile, requester], false);
  }

  @SpamChecker
  checkRegistrationForSpam(
    email: EmailThreepid | null,
    username: string | null,
    requests: readonly RequestInfo[],
    authProvider: string | null,
  ): Promise<RegistrationBehaviour> {
    const args = [email, username, requests, authProvider];
    return this.play<RegistrationBehaviour>(
      'check_registration_for_spam',
      username ?? '',
      args,
      RegistrationBehaviour.ALLOW,
    );
  }

  /**
   * Nobody acts here as far as a module can see: the file's content stands for the user, of a thumbnail the type and the
   * size.
   */
  @SpamChecker
  async checkMediaFileForSpam(file: ReadableMediaFile, info: FileInfo): Promise<SpamVerdict> {
    const response = new Response(file.stream());
    const content = info.thumbnail === null ? await response.text() : await describeImage(await response.arrayBuffer());
    return this.play<SpamVerdict>('check_media_file_for_spam', content, [content, info], NOT_SPAM);
  }

  @SpamChecker
  checkLoginForSpam(
    user: UserId,
    device: string | null,
    displayName: string | null,
    requests: readonly RequestInfo[],
    authProvider: string | null,
  ): Promise<SpamVerdict> {
    const args = [user, device, displayName, requests, authProvider];
    return this.play<SpamVerdict>('check_login_for_spam', user, args, NOT_SPAM);
  }
}
