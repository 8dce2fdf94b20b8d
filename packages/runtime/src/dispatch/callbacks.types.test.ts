import type {
  AccountDataCallbacks,
  AccountValidityCallbacks,
  BackgroundUpdateControllerCallbacks,
  FederationCallbacks,
  JsonObject,
  JsonObjectLike,
  JsonValue,
  MediaRepositoryCallbacks,
  MediaUploadLimit,
  PRESENCE_ALL_USERS,
  PasswordAuthProviderCallbacks,
  PresenceRouterCallbacks,
  RatelimitCallbacks,
  RatelimitOverride,
  RegistrationBehaviour,
  RoomEvent,
  RoomId,
  SpamCheckerCallbacks,
  StateMap,
  ThirdPartyRulesCallbacks,
  UnsignedEventDataCallbacks,
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
    Promise<JsonObjectLike | undefined>
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

/** Asks the modules: the parameters of the callback, and what their answers amount to. */
type Ask<Callback extends (...args: never[]) => unknown, Outcome> = Asks<Parameters<Callback>, Outcome>;

/** What the rows amount to, written out: a row that says something else does not compile here. */
interface ByHand {
  readonly spamChecker: {
    readonly [
      Name in Exclude<
        keyof SpamCheckerCallbacks,
        'shouldDropFederatedEvent' | 'checkUsernameForSpam' | 'checkRegistrationForSpam'
      >
    ]: Ask<SpamCheckerCallbacks[Name], Denial>;
  } & {
    readonly shouldDropFederatedEvent: Ask<SpamCheckerCallbacks['shouldDropFederatedEvent'], boolean>;
    readonly checkUsernameForSpam: Ask<SpamCheckerCallbacks['checkUsernameForSpam'], boolean>;
    readonly checkRegistrationForSpam: Ask<SpamCheckerCallbacks['checkRegistrationForSpam'], RegistrationBehaviour>;
  };

  readonly accountValidity: {
    readonly isUserExpired: Ask<AccountValidityCallbacks['isUserExpired'], boolean | undefined>;
    readonly onUserRegistration: Ask<AccountValidityCallbacks['onUserRegistration'], void>;
    readonly onUserLogin: Ask<AccountValidityCallbacks['onUserLogin'], void>;
    readonly onLegacySendMail: Ask<AccountValidityCallbacks['onLegacySendMail'], void>;
    readonly onLegacyRenew: Ask<AccountValidityCallbacks['onLegacyRenew'], readonly [boolean, boolean, number]>;
    readonly onLegacyAdminRequest: Ask<AccountValidityCallbacks['onLegacyAdminRequest'], number>;
  };

  readonly thirdPartyRules: {
    readonly checkEventAllowed: Ask<ThirdPartyRulesCallbacks['checkEventAllowed'], EventPermission>;
    readonly checkThreepidCanBeInvited: Ask<ThirdPartyRulesCallbacks['checkThreepidCanBeInvited'], Denial>;
    readonly checkVisibilityCanBeModified: Ask<ThirdPartyRulesCallbacks['checkVisibilityCanBeModified'], Denial>;
    readonly checkCanShutdownRoom: Ask<ThirdPartyRulesCallbacks['checkCanShutdownRoom'], Denial>;
    readonly checkCanDeactivateUser: Ask<ThirdPartyRulesCallbacks['checkCanDeactivateUser'], Denial>;
  } & {
    readonly [Name in Extract<keyof ThirdPartyRulesCallbacks, `on${string}`>]: Ask<
      ThirdPartyRulesCallbacks[Name],
      void
    >;
  };

  readonly presenceRouter: {
    readonly getUsersForStates: Ask<
      PresenceRouterCallbacks['getUsersForStates'],
      ReadonlyMap<UserId, readonly UserPresenceState[]>
    >;
    readonly getInterestedUsers: Ask<
      PresenceRouterCallbacks['getInterestedUsers'],
      ReadonlySet<UserId> | typeof PRESENCE_ALL_USERS
    >;
  };

  readonly passwordAuthProvider: {
    readonly loginTypes: ReadonlyMap<string, readonly string[]>;
    readonly checkAuth: (
      username: string,
      loginType: string,
      loginDict: Readonly<Record<string, JsonValue>>,
    ) => Promise<AcceptedLogin | undefined>;
    readonly check3pidAuth: Ask<PasswordAuthProviderCallbacks['check3pidAuth'], AcceptedLogin | undefined>;
    readonly onLoggedOut: Ask<PasswordAuthProviderCallbacks['onLoggedOut'], void>;
    readonly is3pidAllowed: Ask<PasswordAuthProviderCallbacks['is3pidAllowed'], Denial>;
    readonly getUsernameForRegistration: Ask<
      PasswordAuthProviderCallbacks['getUsernameForRegistration'],
      string | undefined
    >;
    readonly getDisplaynameForRegistration: Ask<
      PasswordAuthProviderCallbacks['getDisplaynameForRegistration'],
      string | undefined
    >;
  };

  readonly backgroundUpdateController: {
    readonly onUpdate: (
      ...args: Parameters<BackgroundUpdateControllerCallbacks['onUpdate']>
    ) => AsyncGenerator<number, void, void> | undefined;
    readonly defaultBatchSize: Ask<BackgroundUpdateControllerCallbacks['defaultBatchSize'], number | undefined>;
    readonly minBatchSize: Ask<BackgroundUpdateControllerCallbacks['minBatchSize'], number | undefined>;
  };

  readonly accountData: {
    readonly onAccountDataUpdated: Ask<AccountDataCallbacks['onAccountDataUpdated'], void>;
  };

  readonly mediaRepository: {
    readonly getMediaConfigForUser: Ask<MediaRepositoryCallbacks['getMediaConfigForUser'], JsonObjectLike | undefined>;
    readonly isUserAllowedToUploadMediaOfSize: Ask<
      MediaRepositoryCallbacks['isUserAllowedToUploadMediaOfSize'],
      boolean
    >;
    readonly getMediaUploadLimitsForUser: Ask<
      MediaRepositoryCallbacks['getMediaUploadLimitsForUser'],
      readonly MediaUploadLimit[] | undefined
    >;
    readonly onMediaUploadLimitExceeded: Ask<MediaRepositoryCallbacks['onMediaUploadLimitExceeded'], void>;
  };

  readonly ratelimit: {
    readonly getRatelimitOverrideForUser: Ask<
      RatelimitCallbacks['getRatelimitOverrideForUser'],
      RatelimitOverride | undefined
    >;
  };

  readonly unsignedEventData: {
    readonly addFieldToUnsignedCallback: Ask<UnsignedEventDataCallbacks['addFieldToUnsignedCallback'], JsonObject>;
  };

  readonly federation: {
    readonly onEventDeliveredOverFederation: Ask<FederationCallbacks['onEventDeliveredOverFederation'], void>;
  };
}

/** The paths of the members whose types are not identical. */
type Differing = {
  [Category in keyof ByHand]: {
    [Name in keyof ByHand[Category] & string]: Identical<
      ByHand[Category][Name],
      Callbacks[Category][Name & keyof Callbacks[Category]]
    > extends true
      ? never
      : `${Category}.${Name}`;
  }[keyof ByHand[Category] & string];
}[keyof ByHand];

type Identical<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;

type Names<Of> = { [Category in Exclude<keyof Of, 'has'>]: keyof Of[Category] };

test('The derived `Callbacks` has the members that it would have if it were written by hand, all identical', () => {
  expectTypeOf<Differing>().toEqualTypeOf<never>();
  expectTypeOf<Names<Callbacks>>().toEqualTypeOf<Names<ByHand>>();
});
