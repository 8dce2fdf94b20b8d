import {
  Module,
  ThirdPartyRules,
  type CreateRoomRequest,
  type EventReplacement,
  type JsonObject,
  type ProfileInfo,
  type Requester,
  type RoomEvent,
  type RoomId,
  type StateMap,
  type UserId,
} from '@bouton/sdk';
import { RecordingConfig } from './recording-config.ts';
import { RecordingModule } from './recording-module.ts';

type Permission = readonly [allowed: boolean, replacement?: EventReplacement];

/** Every third-party rules callback. */
@Module({ config: RecordingConfig })
export class ThirdPartyRulesModule extends RecordingModule {
  /** A message says itself as whose it is to be treated. Edits, or a new sender, are what takes the event's place. */
  @ThirdPartyRules
  checkEventAllowed(event: RoomEvent, state: StateMap): Promise<Permission> {
    const { body } = event.content;
    const actor = typeof body === 'string' ? body : event.sender;
    return this.play<Permission>('check_event_allowed', actor, [event, state], [true], {
      edit: (edits) => [true, { ...event, ...edits }],
      add: (odd) => [true, { ...event, content: { ...event.content, odd } as JsonObject }],
      name: ([sender]) => [true, { ...event, sender: sender ?? event.sender }],
    });
  }

  @ThirdPartyRules
  onCreateRoom(requester: Requester, request: CreateRoomRequest, isAdmin: boolean): Promise<void> {
    return this.play<void>('on_create_room', requester.user, [requester, request, isAdmin], undefined, {
      edit: (edits) => void Object.assign(request, edits),
    });
  }

  @ThirdPartyRules
  checkThreepidCanBeInvited(medium: string, address: string, state: StateMap): Promise<boolean> {
    return this.play('check_threepid_can_be_invited', address, [medium, address, state], true);
  }

  /** Who acts is not told: it is who created the room, or, while nobody has, the visibility stands for them. */
  @ThirdPartyRules
  async checkVisibilityCanBeModified(
    room: RoomId,
    state: StateMap,
    visibility: 'public' | 'private',
  ): Promise<boolean> {
    const creator = (await state.get('m.room.create'))?.sender;
    return this.play('check_visibility_can_be_modified', creator ?? visibility, [room, state, visibility], true);
  }

  @ThirdPartyRules
  onNewEvent(event: RoomEvent, state: StateMap): Promise<void> {
    return this.play('on_new_event', event.sender, [event, state], undefined);
  }

  @ThirdPartyRules
  checkCanShutdownRoom(user: UserId | null, room: RoomId): Promise<boolean> {
    return this.play('check_can_shutdown_room', user ?? '', [user, room], true);
  }

  @ThirdPartyRules
  checkCanDeactivateUser(user: UserId, byAdmin: boolean): Promise<boolean> {
    return this.play('check_can_deactivate_user', user, [user, byAdmin], true);
  }

  @ThirdPartyRules
  onProfileUpdate(user: UserId, profile: ProfileInfo, byAdmin: boolean, deactivation: boolean): Promise<void> {
    return this.play('on_profile_update', user, [user, profile, byAdmin, deactivation], undefined);
  }

  @ThirdPartyRules
  onUserDeactivationStatusChanged(user: UserId, deactivated: boolean, byAdmin: boolean): Promise<void> {
    return this.play('on_user_deactivation_status_changed', user, [user, deactivated, byAdmin], undefined);
  }

  @ThirdPartyRules
  onThreepidBind(user: UserId, medium: string, address: string): Promise<void> {
    return this.play('on_threepid_bind', user, [user, medium, address], undefined);
  }

  @ThirdPartyRules
  onAddUserThirdPartyIdentifier(user: UserId, medium: string, address: string): Promise<void> {
    return this.play('on_add_user_third_party_identifier', user, [user, medium, address], undefined);
  }

  @ThirdPartyRules
  onRemoveUserThirdPartyIdentifier(user: UserId, medium: string, address: string): Promise<void> {
    return this.play('on_remove_user_third_party_identifier', user, [user, medium, address], undefined);
  }
}
