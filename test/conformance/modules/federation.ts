import {
  Module,
  NOT_SPAM,
  SpamChecker,
  ThirdPartyRules,
  type EventReplacement,
  type FederationEventDelivery,
  type ModuleApi,
  type RoomEvent,
  type RoomId,
  type SpamVerdict,
  type StateMap,
  type UserId,
} from '@bouton/sdk';
import { RecordingConfig } from './recording-config.ts';
import { RecordingModule } from './recording-module.ts';

type Permission = readonly [allowed: boolean, replacement?: EventReplacement];

/**
 * Every callback that other servers have something to do with. A message says itself as whose it is to be treated, so that
 * whoever sends it may still join.
 */
@Module({ config: RecordingConfig })
export class FederationModule extends RecordingModule {
  constructor(config: RecordingConfig, api: ModuleApi) {
    super(config, api);
    if (api.supports('onEventDeliveredOverFederation')) {
      api.registerFederationCallbacks({
        onEventDeliveredOverFederation: (delivery) => this.#onDelivery(delivery),
      });
    }
  }

  @SpamChecker
  checkEventForSpam(event: RoomEvent): Promise<SpamVerdict> {
    return this.play<SpamVerdict>('check_event_for_spam', actorOf(event), [event], NOT_SPAM);
  }

  @SpamChecker
  shouldDropFederatedEvent(event: RoomEvent): Promise<boolean> {
    return this.play('should_drop_federated_event', actorOf(event), [event], false);
  }

  @SpamChecker
  federatedUserMayInvite(event: RoomEvent): Promise<SpamVerdict> {
    return this.play<SpamVerdict>('federated_user_may_invite', event.sender, [event], NOT_SPAM);
  }

  @SpamChecker
  userMayInvite(inviter: UserId, invitee: UserId, room: RoomId): Promise<SpamVerdict> {
    return this.play<SpamVerdict>('user_may_invite', inviter, [inviter, invitee, room], NOT_SPAM);
  }

  /** Edits are what takes the event's place. */
  @ThirdPartyRules
  checkEventAllowed(event: RoomEvent, state: StateMap): Promise<Permission> {
    return this.play<Permission>('check_event_allowed', actorOf(event), [event, state], [true], {
      edit: (edits) => [true, { ...event, ...edits }],
    });
  }

  /** The last of the events says whose they are. */
  #onDelivery(delivery: FederationEventDelivery): Promise<void> {
    const last = delivery.events.at(-1);
    const actor = last === undefined ? delivery.serverName : actorOf(last);
    return this.play<void>('on_event_delivered_over_federation', actor, [delivery], undefined);
  }

  @ThirdPartyRules
  onNewEvent(event: RoomEvent, state: StateMap): Promise<void> {
    return this.play('on_new_event', actorOf(event), [event, state], undefined);
  }
}

function actorOf({ content, sender }: RoomEvent): string {
  return typeof content['body'] === 'string' ? content['body'] : sender;
}
