import type { CategoryName } from '@bouton/contract';
import type {
  AccountDataCallbacks,
  AccountValidityCallbacks,
  BackgroundUpdateControllerCallbacks,
  EventReplacement,
  FederationCallbacks,
  JsonObject,
  JsonValue,
  MediaRepositoryCallbacks,
  MediaUploadLimit,
  PasswordAuthProviderCallbacks,
  PostLoginCallback,
  PRESENCE_ALL_USERS,
  PresenceRouterCallbacks,
  RatelimitCallbacks,
  RatelimitOverride,
  RegistrationBehaviour,
  SpamCheckerCallbacks,
  SynapseError,
  ThirdPartyRulesCallbacks,
  UnsignedEventDataCallbacks,
  UserId,
  UserPresenceState,
} from '@bouton/sdk';

/** Asks the modules: the parameters of the callback, and what their answers amount to. */
type Ask<Callback extends (...args: never[]) => unknown, Outcome> = (...args: Parameters<Callback>) => Promise<Outcome>;

/** Undefined: allowed. Else the error that the client gets; the host throws it, or draws its own from it. */
export type Denial = SynapseError | undefined;

/** What `check_event_allowed` amounts to. */
export interface EventPermission {
  readonly denial?: SynapseError;
  /** What a module puts in the event's place. */
  readonly replacement?: EventReplacement;
}

/** A login that a module accepted. */
export interface AcceptedLogin {
  readonly userId: UserId;
  readonly afterLogin?: PostLoginCallback;
}

/**
 * All callbacks of all modules, ready to be asked: `await callbacks.spamChecker.userMayInvite(inviter, invitee, roomId)`.
 *
 * Each function asks the modules in the config's order and combines their answers by the callback's rule. It rejects with
 * a `SynapseError`, which the host sends to the client, or with another error, which becomes 500 `M_UNKNOWN`.
 */
export interface Callbacks {
  /** Whether any module registered the callback, under Synapse's names. */
  has(category: CategoryName, callback: string): boolean;

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
    /** Undefined: no module can tell. */
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
    /** The login types that modules check, in the order of registration, with the fields that each needs. */
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
    /** Undefined: no module controls background updates. */
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
    readonly getMediaConfigForUser: Ask<MediaRepositoryCallbacks['getMediaConfigForUser'], JsonObject | undefined>;
    readonly isUserAllowedToUploadMediaOfSize: Ask<
      MediaRepositoryCallbacks['isUserAllowedToUploadMediaOfSize'],
      boolean
    >;
    /** Longest period first; empty: no limits; undefined: the server's. */
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
