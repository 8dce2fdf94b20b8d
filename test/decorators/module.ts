// A module with every decorator of @bouton/sdk, each in the forms that it has. scripts/check-decorators.mjs compiles it in all ways.
import {
  AccountData,
  AccountValidity,
  AuthChecker,
  BackgroundUpdateController,
  Cached,
  Codes,
  Delete,
  Federation,
  Get,
  LoopingCall,
  MediaRepository,
  Module,
  ModuleApi,
  NOT_SPAM,
  OnStart,
  PasswordAuthProvider,
  Post,
  PresenceRouter,
  Put,
  Ratelimit,
  SpamChecker,
  ThirdPartyRules,
  UnsignedEventData,
  WebResource,
  type JsonObject,
  type JsonValue,
  type LoginResult,
  type RoomEvent,
  type SpamVerdict,
  type UserId,
} from '@bouton/sdk';

interface Config {
  readonly deny: readonly UserId[];
}

@WebResource('/_synapse/client/decorators/items')
export class Items {
  constructor(private readonly config: Config) {}

  @Get
  list(): JsonValue {
    return [...this.config.deny];
  }

  @Post
  add(): JsonValue {
    return {};
  }

  @Put
  replace(): JsonValue {
    return {};
  }

  @Delete()
  remove(): JsonValue {
    return {};
  }
}

class Base {
  @SpamChecker
  userMayJoinRoom(): SpamVerdict {
    return NOT_SPAM;
  }

  @OnStart()
  start(): void {}
}

@Module({ resources: [Items], name: 'decorators' })
export class Guard extends Base {
  constructor(
    private readonly config: JsonObject & Config,
    readonly api: ModuleApi,
  ) {
    super();
  }

  static parseConfig({ deny = ['@evilguy:example.com'] }: JsonObject): JsonObject & Config {
    return { deny: deny as UserId[] };
  }

  @SpamChecker
  userMayCreateRoom(user: UserId): SpamVerdict {
    return this.config.deny.includes(user) ? Codes.FORBIDDEN : NOT_SPAM;
  }

  @SpamChecker('user_may_invite')
  async checkInvite(inviter: UserId): Promise<SpamVerdict> {
    return this.userMayCreateRoom(inviter);
  }

  @SpamChecker
  override userMayJoinRoom(): SpamVerdict {
    return Codes.FORBIDDEN;
  }

  @AccountValidity
  async onUserRegistration(_user: UserId): Promise<void> {}

  @ThirdPartyRules('on_new_event', { when: { type: ['m.room.member'], sender: 'local' } })
  greet(_event: RoomEvent): void {}

  @PresenceRouter
  getInterestedUsers(): ReadonlySet<UserId> {
    return new Set(this.config.deny);
  }

  @PasswordAuthProvider('on_logged_out')
  forget(): void {}

  @AuthChecker('com.example.otp', ['otp', 'password'])
  async checkOtp(_user: string, _type: string, _fields: Record<'otp' | 'password', JsonValue>): Promise<LoginResult> {
    return null;
  }

  @BackgroundUpdateController
  defaultBatchSize(): number {
    return 100;
  }

  @AccountData
  onAccountDataUpdated(): void {}

  @MediaRepository
  isUserAllowedToUploadMediaOfSize(_user: UserId, size: number): boolean {
    return size < 1024;
  }

  @Ratelimit()
  getRatelimitOverrideForUser(): null {
    return null;
  }

  @UnsignedEventData
  addFieldToUnsignedCallback(): JsonObject {
    return {};
  }

  @Federation()
  onEventDeliveredOverFederation(): void {}

  @LoopingCall('30s')
  refresh(): void {}

  @Cached({ maxEntries: 10 })
  async department(user: UserId): Promise<string> {
    return user;
  }

  @Cached()
  async floor(user: UserId): Promise<string> {
    return user;
  }

  @WebResource('/_synapse/client/decorators/hello')
  hello(): Response {
    return Response.json({ deny: this.config.deny });
  }
}
