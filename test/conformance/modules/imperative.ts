import { Module, NOT_SPAM, type ModuleApi, type SpamVerdict } from '@bouton/sdk';
import { RecordingConfig } from './recording-config.ts';
import { RecordingModule } from './recording-module.ts';

/** Registers callbacks of every category in its constructor, without decorators. */
@Module({ config: RecordingConfig })
export class ImperativeModule extends RecordingModule {
  constructor(config: RecordingConfig, api: ModuleApi) {
    super(config, api);
    api.registerSpamCheckerCallbacks({
      userMayCreateRoom: (user) => this.play<SpamVerdict>('user_may_create_room', user, [user], NOT_SPAM),
    });
    api.registerAccountValidityCallbacks({
      isUserExpired: (user) => this.play('is_user_expired', user, [user], null),
    });
    api.registerRatelimitCallbacks({
      getRatelimitOverrideForUser: (user, limiter) =>
        this.play('get_ratelimit_override_for_user', user, [user, limiter], null),
    });
    api.registerMediaRepositoryCallbacks({
      getMediaConfigForUser: (user) => this.play('get_media_config_for_user', user, [user], null),
    });
    api.registerThirdPartyRulesCallbacks({
      onCreateRoom: ({ user }) => this.play('on_create_room', user, [user], undefined),
    });
    api.registerPresenceRouterCallbacks({
      getUsersForStates: async (states) => {
        for (const { userId } of states) await this.play('get_users_for_states', userId, [userId], undefined);
        return new Map();
      },
      getInterestedUsers: (user) => this.play('get_interested_users', user, [user], new Set()),
    });
    api.registerPasswordAuthProviderCallbacks({
      authCheckers: [
        {
          loginType: 'org.example.imperative',
          fields: ['word'],
          check: (user, type, { word }) => this.play('auth_checkers', user, [user, type, word], null),
        },
      ],
      onLoggedOut: (user) => this.play('on_logged_out', user, [user], undefined),
    });
    api.registerBackgroundUpdateControllerCallbacks({
      onUpdate: (name) => this.#update(name),
    });
    api.registerAccountDataCallbacks({
      onAccountDataUpdated: (user, room, type) =>
        this.play('on_account_data_updated', user, [user, room, type], undefined),
    });
    api.registerAddExtraFieldsToUnsignedClientEventCallbacks({
      addFieldToUnsignedCallback: (event) =>
        this.play('add_field_to_unsigned_callback', event.sender, [event.type], { 'org.example.mark': 1 }),
    });
    if (api.supports('onEventDeliveredOverFederation')) {
      api.registerFederationCallbacks({
        onEventDeliveredOverFederation: () => this.play('on_event_delivered_over_federation', '', [], undefined),
      });
    }
  }

  async *#update(name: string): AsyncGenerator<number, void, void> {
    await this.play('on_update', name, [name], undefined);
    yield 100;
  }
}
