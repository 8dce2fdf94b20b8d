import type { MemberOptions, MemberType, ModuleApiRows, SdkName } from '@bouton/contract';
import { expectTypeOf, test } from 'vitest';
import type { ModuleApi } from './module-api.ts';
import type { CreateRoomRequest } from './types/create-room-request.ts';
import type { EventToSend } from './types/event-to-send.ts';
import type { EventId, RoomAlias, RoomId, UserId } from './types/ids.ts';
import type { JsonObject } from './types/json.ts';
import type { LocalMedia } from './types/local-media.ts';
import type { RoomIdsPage, RoomsPage, UsersPage } from './types/pages.ts';
import type { ExternalId, ProfileInfo, Threepid, UserInfo, UserIpAndAgent } from './types/profile.ts';
import type { RegisteredDevice } from './types/registered-device.ts';
import type { RegistrationToken } from './types/registration-token.ts';
import type { RequestLimit } from './types/request-limit.ts';
import type { Requester } from './types/requester.ts';
import type { RoomEvent } from './types/room-event.ts';
import type { RoomShutdown } from './types/room-shutdown.ts';
import type { ScheduledTask, TaskAction } from './types/scheduled-task.ts';
import type { StateFilter } from './types/state-filter.ts';
import type { StateMap } from './types/state-map.ts';
import type { Template } from './types/template.ts';

/** What a value of each type of the contract is in TypeScript. */
interface TypeOf {
  void: void;
  boolean: boolean;
  integer: number;
  number: number;
  string: string;
  optionalString: string | null;
  strings: readonly string[];
  userId: UserId;
  optionalUserId: UserId | null;
  parsedUserId: UserId;
  userIds: readonly UserId[];
  someUserIds: Iterable<UserId>;
  roomId: RoomId;
  parsedRoomId: RoomId;
  roomIds: readonly RoomId[];
  eventId: EventId;
  roomAlias: RoomAlias;
  optionalRoomAlias: RoomAlias | null;
  json: JsonObject;
  optionalJson: Readonly<JsonObject> | null;
  actions: readonly (string | JsonObject)[];
  stateFilter: StateFilter;
  stateMap: StateMap;
  event: RoomEvent;
  optionalEvent: RoomEvent | null;
  events: readonly RoomEvent[];
  newEvent: EventToSend;
  membership: 'join' | 'invite' | 'leave' | 'ban' | 'knock';
  createRoomRequest: CreateRoomRequest;
  roomAndAlias: readonly [RoomId, RoomAlias | null];
  roomAndServers: readonly [RoomId, readonly string[]];
  roomShutdown: RoomShutdown;
  roomsPage: RoomsPage;
  roomIdsPage: RoomIdsPage;
  optionalUserInfo: UserInfo | null;
  profileInfo: ProfileInfo;
  medium: 'email' | 'msisdn';
  threepids: readonly Threepid[];
  userIpAndAgents: readonly UserIpAndAgent[];
  usersByService: readonly (readonly [string, UserId])[];
  externalIds: readonly ExternalId[];
  usersPage: UsersPage;
  userAndToken: readonly [UserId, string];
  registeredDevice: RegisteredDevice;
  registrationToken: RegistrationToken;
  request: Request;
  response: Response;
  requester: Requester;
  requesterOrText: Requester | string;
  requestLimit: RequestLimit;
  presenceMap: Parameters<ModuleApi['setPresenceForUsers']>[0];
  booleanMap: ReadonlyMap<string, boolean>;
  templates: readonly Template[];
  optionalLocalMedia: LocalMedia | null;
  taskAction: TaskAction;
  optionalTask: ScheduledTask | null;
  object: object;
  own: unknown;
}

/** The members of ModuleApi, and those of the objects behind its properties, by the contract's names. */
type Members = ModuleApi & {
  [Name in keyof ModuleApi['httpClient'] as `httpClient.${Name}`]: ModuleApi['httpClient'][Name];
} & {
  [
    Name in keyof ModuleApi['publicRoomListManager'] as `publicRoomListManager.${Name}`
  ]: ModuleApi['publicRoomListManager'][Name];
} & {
  [
    Name in keyof ModuleApi['accountDataManager'] as `accountDataManager.${Name}`
  ]: ModuleApi['accountDataManager'][Name];
};

/** What only the SDK has: it is about the host, not about the homeserver. */
type OfTheSdk = 'supports' | 'logger';

test('`ModuleApi` has the members of the contract, under their names in camelCase, and no others', () => {
  expectTypeOf<keyof TypeOf>().toEqualTypeOf<MemberType>();
  expectTypeOf<SdkName<keyof ModuleApiRows>>().toEqualTypeOf<Exclude<keyof Members, OfTheSdk>>();
});

type OptionsOf<Options extends MemberOptions> = {
  readonly [Name in keyof Options & string as SdkName<Name>]?: TypeOf[Options[Name]] | null;
};
type ValueOf<Type> = Type extends MemberType ? TypeOf[Type] : Type extends MemberOptions ? OptionsOf<Type> : never;

/** Of each row without parameters of its own types: what its parameters are, in whatever order. */
type ParametersOf<Row> = Row extends { readonly parameters: infer Parameters }
  ? { [Name in keyof Parameters]: ValueOf<Parameters[Name]> }[keyof Parameters]
  : never;

type Takes<Member> = Member extends (...args: infer Args) => unknown ? Exclude<Args[number], undefined> : never;
type Gives<Member> = Member extends (...args: never[]) => infer Result ? Awaited<Result> : Member;

/** The rows whose types the SDK's signatures contradict. */
type Contradictions = {
  [Name in keyof ModuleApiRows]: ModuleApiRows[Name] extends { result: 'own' }
    ? never
    : [Takes<Members[SdkName<Name> & keyof Members]>] extends [ParametersOf<ModuleApiRows[Name]>]
      ? [Gives<Members[SdkName<Name> & keyof Members]>] extends [TypeOf[ModuleApiRows[Name]['result']]]
        ? never
        : Name
      : Name;
}[keyof ModuleApiRows];

test('`ModuleApi` takes and gives what the contract says', () => {
  expectTypeOf<Contradictions>().toEqualTypeOf<never>();
});
