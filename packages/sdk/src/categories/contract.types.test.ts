import type { CamelCase, CategoryName, CONTRACT, ParameterType } from '@bouton/contract';
import { CALLBACKS } from '@bouton/contract';
import { expect, test } from 'vitest';
import type { AccountDataCallbacks } from './account-data.ts';
import type { AccountValidityCallbacks } from './account-validity.ts';
import type { BackgroundUpdateControllerCallbacks } from './background-update-controller.ts';
import type { FederationCallbacks } from './federation.ts';
import type { MediaRepositoryCallbacks } from './media-repository.ts';
import type { AuthCheckerCallback, PasswordAuthProviderCallbacks } from './password-auth-provider.ts';
import type { PresenceRouterCallbacks } from './presence-router.ts';
import type { RatelimitCallbacks } from './ratelimit.ts';
import type { SpamCheckerCallbacks } from './spam-checker.ts';
import type { ThirdPartyRulesCallbacks } from './third-party-rules.ts';
import type { UnsignedEventDataCallbacks } from './unsigned-event-data.ts';
import type { FederationEventDelivery } from '../types/federation.ts';
import type { RoomAlias, RoomId, UserId } from '../types/ids.ts';
import type { JsonObject, JsonValue } from '../types/json.ts';
import type { FileInfo, MediaUploadLimit, ReadableMediaFile } from '../types/media.ts';
import type { UserPresenceState } from '../types/presence.ts';
import type { ProfileInfo, UserProfile } from '../types/profile.ts';
import type { RequestInfo } from '../types/registration.ts';
import type { Requester } from '../types/requester.ts';
import type { RoomEvent } from '../types/room-event.ts';
import type { StateMap } from '../types/state-map.ts';
import type { SynapseNames, NamesWithEvent } from '../decorators/callback-decorator.ts';

/** The interface of each category. */
interface Interfaces {
  spam_checker: SpamCheckerCallbacks;
  account_validity: AccountValidityCallbacks;
  third_party_rules: ThirdPartyRulesCallbacks;
  presence_router: PresenceRouterCallbacks;
  password_auth_provider: PasswordAuthProviderCallbacks & { authCheckers: AuthCheckerCallback };
  background_update_controller: BackgroundUpdateControllerCallbacks;
  account_data: AccountDataCallbacks;
  media_repository: MediaRepositoryCallbacks;
  ratelimit: RatelimitCallbacks;
  add_extra_fields_to_unsigned_client_event: UnsignedEventDataCallbacks;
  federation: FederationCallbacks;
}

/** What a parameter of each type is in TypeScript. An interface may say it more precisely. */
interface TypeOf {
  userId: UserId;
  optionalUserId: UserId | null;
  roomId: RoomId;
  optionalRoomId: RoomId | null;
  roomAlias: RoomAlias;
  visibility: 'public' | 'private';
  string: string;
  optionalString: string | null;
  integer: number;
  boolean: boolean;
  json: JsonObject | Readonly<Record<string, JsonValue>>;
  optionalJson: object | null;
  editableJson: JsonObject;
  event: RoomEvent;
  stateMap: StateMap;
  requester: Requester;
  requestInfo: readonly RequestInfo[];
  userProfile: UserProfile;
  profileInfo: ProfileInfo;
  presenceStates: readonly UserPresenceState[];
  mediaFile: ReadableMediaFile;
  fileInfo: FileInfo;
  mediaUploadLimit: MediaUploadLimit;
  request: Request;
  federationDelivery: FederationEventDelivery;
}

type Rows<Category extends CategoryName> = Extract<(typeof CONTRACT)[number], { category: Category }>['rows'];
type Same<A, B> = [A, B] extends [B, A] ? true : [A, B];
type Signature = (...args: never[]) => unknown;

/** `true`, or the names that only one side has. */
type NamesAgree = {
  [Category in CategoryName]: Same<CamelCase<keyof Rows<Category> & string>, keyof Interfaces[Category]>;
};

/** `true`, or the parameters as the interface and the contract have them. */
type ParametersAgree = {
  [Category in CategoryName]: {
    [Name in keyof Rows<Category> & string]: CamelCase<Name> extends keyof Interfaces[Category]
      ? Interfaces[Category][CamelCase<Name>] extends infer Callback extends Signature
        ? Parameters<Callback> extends Wanted<Rows<Category>[Name]>
          ? Parameters<Callback>['length'] extends Wanted<Rows<Category>[Name]>['length']
            ? true
            : [Parameters<Callback>, Wanted<Rows<Category>[Name]>]
          : [Parameters<Callback>, Wanted<Rows<Category>[Name]>]
        : 'is not a function'
      : 'is missing';
  };
};

type Wanted<Row> = Row extends { parameters: infer Pairs extends readonly (readonly [string, ParameterType])[] }
  ? { -readonly [Index in keyof Pairs]: TypeOf[Pairs[Index][1]] } extends infer Types extends readonly unknown[]
    ? Types
    : never
  : never;

/** The names whose rows have an event among their parameters, as the contract says and as the decorators see it. */
type FiltersAgree = {
  [Category in CategoryName]: Same<
    {
      [Name in keyof Rows<Category>]: Rows<Category>[Name] extends { parameters: readonly (infer Pair)[] }
        ? 'event' extends (Pair & readonly [string, ParameterType])[1]
          ? Name
          : never
        : never;
    }[keyof Rows<Category>],
    NamesWithEvent<SynapseNames<Interfaces[Category], Category>>
  >;
};

/** Compiles if `Checks` is what it should be; the compiler names the member that is not. */
function assertAgreement<Expected, Checks extends Expected>(): [Expected, Checks] | undefined {
  return undefined;
}

test('the interfaces of callbacks agree with the contract', () => {
  assertAgreement<Record<CategoryName, true>, NamesAgree>();
  assertAgreement<{ [Category in CategoryName]: Record<keyof Rows<Category>, true> }, ParametersAgree>();
  assertAgreement<Record<CategoryName, true>, FiltersAgree>();

  expect(CALLBACKS).toHaveLength(51);
});
