import type {
  JsonObject,
  JsonValue,
  MediaUploadLimit,
  PRESENCE_ALL_USERS,
  RatelimitOverride,
  RegistrationBehaviour,
  RoomEvent,
  RoomId,
  StateMap,
  UserId,
  UserPresenceState,
} from '@bouton/sdk';
import { expectTypeOf, test } from 'vitest';
import type { AcceptedLogin, Callbacks, Denial, EventPermission } from './callbacks.ts';

type Asks<Args extends readonly unknown[], Outcome> = (...args: Args) => Promise<Outcome>;

test("`Callbacks` has the parameters that authors see, and the outcome of each callback's rule and form", () => {
  expectTypeOf<Callbacks['spamChecker']['userMayInvite']>().toEqualTypeOf<
    Asks<[inviter: UserId, invitee: UserId, roomId: RoomId], Denial>
  >();
  expectTypeOf<Callbacks['spamChecker']['federatedUserMayInvite']>().toEqualTypeOf<Asks<[event: RoomEvent], Denial>>();
  expectTypeOf<Callbacks['spamChecker']['shouldDropFederatedEvent']>().returns.toEqualTypeOf<Promise<boolean>>();
  expectTypeOf<Callbacks['spamChecker']['checkUsernameForSpam']>().returns.toEqualTypeOf<Promise<boolean>>();
  expectTypeOf<Callbacks['spamChecker']['checkRegistrationForSpam']>().returns.toEqualTypeOf<
    Promise<RegistrationBehaviour>
  >();

  expectTypeOf<Callbacks['thirdPartyRules']['checkEventAllowed']>().toEqualTypeOf<
    Asks<[event: RoomEvent, stateEvents: StateMap], EventPermission>
  >();
  expectTypeOf<Callbacks['thirdPartyRules']['checkCanDeactivateUser']>().returns.toEqualTypeOf<Promise<Denial>>();
  expectTypeOf<Callbacks['thirdPartyRules']['onCreateRoom']>().returns.toEqualTypeOf<Promise<void>>();
  expectTypeOf<Callbacks['thirdPartyRules']['onNewEvent']>().returns.toEqualTypeOf<Promise<void>>();

  expectTypeOf<Callbacks['accountValidity']['isUserExpired']>().toEqualTypeOf<
    Asks<[userId: UserId], boolean | undefined>
  >();
  expectTypeOf<Callbacks['accountValidity']['onLegacySendMail']>().returns.toEqualTypeOf<Promise<void>>();
  expectTypeOf<Callbacks['accountValidity']['onLegacyRenew']>().returns.toEqualTypeOf<
    Promise<readonly [tokenValid: boolean, tokenStale: boolean, expirationTs: number]>
  >();
  expectTypeOf<Callbacks['accountValidity']['onLegacyAdminRequest']>().returns.toEqualTypeOf<Promise<number>>();

  expectTypeOf<Callbacks['presenceRouter']['getUsersForStates']>().returns.toEqualTypeOf<
    Promise<ReadonlyMap<UserId, readonly UserPresenceState[]>>
  >();
  expectTypeOf<Callbacks['presenceRouter']['getInterestedUsers']>().returns.toEqualTypeOf<
    Promise<ReadonlySet<UserId> | typeof PRESENCE_ALL_USERS>
  >();

  expectTypeOf<Callbacks['passwordAuthProvider']['check3pidAuth']>().returns.toEqualTypeOf<
    Promise<AcceptedLogin | undefined>
  >();
  expectTypeOf<Callbacks['passwordAuthProvider']['getUsernameForRegistration']>().returns.toEqualTypeOf<
    Promise<string | undefined>
  >();
  expectTypeOf<Callbacks['passwordAuthProvider']['checkAuth']>().toEqualTypeOf<
    Asks<
      [username: string, loginType: string, loginDict: Readonly<Record<string, JsonValue>>],
      AcceptedLogin | undefined
    >
  >();
  expectTypeOf<Callbacks['passwordAuthProvider']>().not.toHaveProperty('authCheckers');

  expectTypeOf<Callbacks['mediaRepository']['getMediaConfigForUser']>().returns.toEqualTypeOf<
    Promise<JsonObject | undefined>
  >();
  expectTypeOf<Callbacks['mediaRepository']['isUserAllowedToUploadMediaOfSize']>().returns.toEqualTypeOf<
    Promise<boolean>
  >();
  expectTypeOf<Callbacks['mediaRepository']['getMediaUploadLimitsForUser']>().returns.toEqualTypeOf<
    Promise<readonly MediaUploadLimit[] | undefined>
  >();
  expectTypeOf<Callbacks['ratelimit']['getRatelimitOverrideForUser']>().returns.toEqualTypeOf<
    Promise<RatelimitOverride | undefined>
  >();
  expectTypeOf<Callbacks['unsignedEventData']['addFieldToUnsignedCallback']>().toEqualTypeOf<
    Asks<[event: RoomEvent], JsonObject>
  >();
  expectTypeOf<Callbacks['backgroundUpdateController']['onUpdate']>().toEqualTypeOf<
    (updateName: string, databaseName: string, oneShot: boolean) => AsyncGenerator<number, void, void> | undefined
  >();
  expectTypeOf<Callbacks['backgroundUpdateController']['minBatchSize']>().returns.toEqualTypeOf<
    Promise<number | undefined>
  >();
});
