import {
  Module,
  NOT_SPAM,
  SpamChecker,
  ThirdPartyRules,
  UnsignedEventData,
  type CreateRoomRequest,
  type JsonObject,
  type ModuleApi,
  type RoomEvent,
  type SpamVerdict,
  type StateMap,
  type UserId,
} from '@bouton/sdk';
import { RecordingConfig } from './recording-config.ts';
import { RecordingModule } from './recording-module.ts';

/** Wants to see some events only. */
@Module({ config: RecordingConfig })
export class FilteredModule extends RecordingModule {
  @SpamChecker('check_event_for_spam', { when: { type: ['org.example.judged', 'm.room.topic'] } })
  judge(event: RoomEvent): Promise<SpamVerdict> {
    return this.play<SpamVerdict>('check_event_for_spam', event.sender, [event], NOT_SPAM);
  }

  @ThirdPartyRules('check_event_allowed', { when: { membership: ['invite', 'ban'], sender: 'local' } })
  allow(event: RoomEvent, state: StateMap): Promise<readonly [boolean]> {
    return this.play<readonly [boolean]>('check_event_allowed', event.sender, [event, state], [true]);
  }

  @ThirdPartyRules('on_new_event', { when: { state: false } })
  hear(event: RoomEvent, state: StateMap): Promise<void> {
    return this.play('on_new_event', event.sender, [event, state], undefined);
  }

  @UnsignedEventData('add_field_to_unsigned_callback', { when: { type: ['m.room.message'], state: false } })
  mark(event: RoomEvent): Promise<JsonObject> {
    return this.play<JsonObject>('add_field_to_unsigned_callback', event.sender, [event], { 'org.example.mark': 1 });
  }
}

/** Wants to see only what comes from other servers, and lets none of it pass. */
@Module({ config: RecordingConfig })
export class RemoteModule extends RecordingModule {
  @SpamChecker('check_event_for_spam', { when: { sender: 'remote' } })
  judge(event: RoomEvent): Promise<SpamVerdict> {
    return this.play<SpamVerdict>('check_event_for_spam', event.sender, [event], 'M_FORBIDDEN');
  }
}

/** Wants to see some events only, and says so in its constructor. */
@Module({ config: RecordingConfig })
export class FilteringModule extends RecordingModule {
  constructor(config: RecordingConfig, api: ModuleApi) {
    super(config, api);
    api.registerSpamCheckerCallbacks(
      {
        checkEventForSpam: (event) =>
          this.play<SpamVerdict>('check_event_for_spam', event.sender, [event], 'M_FORBIDDEN'),
      },
      { when: { type: ['org.example.judged'] } },
    );
  }
}

/** Registers one callback in its constructor, and two methods as the same one. */
@Module({ config: RecordingConfig })
export class ManyModule extends RecordingModule {
  constructor(config: RecordingConfig, api: ModuleApi) {
    super(config, api);
    api.registerSpamCheckerCallbacks({ userMayCreateRoom: (user) => this.#ask('constructor', user) });
  }

  @SpamChecker
  userMayCreateRoom(user: UserId, _config: CreateRoomRequest): Promise<SpamVerdict> {
    return this.#ask('method', user);
  }

  @SpamChecker('user_may_create_room')
  alsoAskMe(user: UserId): Promise<SpamVerdict> {
    return this.#ask('other method', user);
  }

  #ask(who: string, user: UserId): Promise<SpamVerdict> {
    return this.play<SpamVerdict>('user_may_create_room', user, [who], NOT_SPAM);
  }
}

/** Sends an event of its own before it lets a message pass, and another when it hears of it. */
@Module({ config: RecordingConfig })
export class ReentrantModule extends RecordingModule {
  readonly #api: ModuleApi;

  constructor(config: RecordingConfig, api: ModuleApi) {
    super(config, api);
    this.#api = api;
  }

  @ThirdPartyRules
  async checkEventAllowed(event: RoomEvent, state: StateMap): Promise<readonly [true, RoomEvent?]> {
    await this.play('check_event_allowed', event.sender, [event, state], undefined);
    if (event.type !== 'm.room.message') return [true];
    await this.#send(event, 'org.example.before');
    // The room's state has changed: the event is built anew on top of it.
    return [true, event];
  }

  @ThirdPartyRules('on_new_event', { when: { type: ['m.room.message'] } })
  async reply(event: RoomEvent): Promise<void> {
    await this.#send(event, 'org.example.after');
  }

  async #send({ room_id: roomId, sender }: RoomEvent, type: string): Promise<void> {
    await this.#api.createAndSendEventIntoRoom({ type, room_id: roomId, sender, state_key: '', content: { mark: 1 } });
  }
}
