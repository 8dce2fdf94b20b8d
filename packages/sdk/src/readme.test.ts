import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import * as sdk from '@bouton/sdk';
import {
  AuthChecker,
  Cached,
  Codes,
  Get,
  LoopingCall,
  Module,
  ModuleApi,
  NOT_SPAM,
  OnStart,
  Put,
  SpamChecker,
  SynapseError,
  ThirdPartyRules,
  WebResource,
  isRoomId,
  queryInteger,
  toPdu,
  type JsonValue,
  type LoginResult,
  type RoomEvent,
  type RoomId,
  type SpamVerdict,
  type UserId,
  type WebResourceContext,
} from '@bouton/sdk';
import { ByteSize, Duration, IsInt, IsRoomId, IsUserId, Max, Secret, Type, ValidateNested } from '@bouton/sdk/config';
import { readCallbackNotes, readModuleNote } from '@bouton/sdk/host';

const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const code = readFileSync(import.meta.filename, 'utf8');
const blocks = [...text.matchAll(/```ts\n(.*?)```/gs)].map(([, block = '']) => block);

export class GuardConfig {
  /** Users who may not invite anybody. */
  @IsUserId({ each: true })
  deny: UserId[] = [];
}

@Module({ config: GuardConfig })
export class Guard {
  constructor(
    private readonly config: GuardConfig,
    readonly api: ModuleApi,
  ) {}

  @SpamChecker
  userMayInvite(inviter: UserId): SpamVerdict {
    return this.config.deny.includes(inviter) ? Codes.FORBIDDEN : NOT_SPAM;
  }
}

const Settings = z.object({ token: z.string(), retries: z.int().max(50).default(3) });

@Module({ config: Settings, secrets: ['token'] })
export class Lookup {
  constructor(readonly config: z.infer<typeof Settings>) {}
}

export class Callbacks {
  readonly #directory: ReadonlyMap<string, UserId> = new Map();
  readonly #greeted: RoomId[] = [];
  readonly #lobby: RoomId = '!lobby:example.com';

  // The method's own name, in camelCase.
  @SpamChecker
  async userMayInvite(inviter: UserId, invitee: UserId, roomId: RoomId): Promise<SpamVerdict> {
    return inviter === invitee || roomId === this.#lobby ? Codes.FORBIDDEN : NOT_SPAM;
  }

  // Synapse's documented name; the method has any.
  @SpamChecker('user_may_create_room')
  check(user: UserId): SpamVerdict {
    return user.startsWith('@guest-') ? [Codes.FORBIDDEN, { 'org.example.reason': 'guests' }] : NOT_SPAM;
  }

  // With a filter, if the callback receives an event: others never reach the module.
  @ThirdPartyRules('on_new_event', { when: { type: ['m.room.member'], membership: ['join'], sender: 'local' } })
  async greet(event: RoomEvent): Promise<void> {
    this.#greeted.push(event.room_id);
  }

  // A login type of its own, with the fields that a login must bring.
  @AuthChecker('com.example.otp', ['otp'])
  async checkOtp(_username: string, _loginType: string, { otp }: Record<'otp', JsonValue>): Promise<LoginResult> {
    const userId = typeof otp === 'string' ? this.#directory.get(otp) : undefined;
    return userId === undefined ? null : [userId];
  }
}

export class Service {
  @Secret()
  token!: string;

  @Duration()
  timeout: number = 5_000;
}

export class DirectoryConfig {
  @IsInt()
  @Max(50)
  retries: number = 3;

  @ByteSize()
  largest: number = 10 * 1024 ** 2;

  @IsRoomId({ each: true })
  rooms: RoomId[] = [];

  @ValidateNested()
  @Type(() => Service)
  service!: Service;
}

export interface Greetings {
  text: string;
}

@WebResource('/_synapse/client/greeter/greeting')
export class Greeting {
  constructor(
    private readonly greetings: Greetings,
    private readonly api: ModuleApi,
  ) {}

  @Get
  read(): object {
    return this.greetings;
  }

  @Put
  async replace(request: Request): Promise<Response> {
    const { user } = await this.api.getUserByReq(request);
    if (!(await this.api.isUserAdmin(user))) throw new SynapseError(403, 'For administrators only', Codes.FORBIDDEN);
    this.greetings.text = await request.text();
    return new Response(null, { status: 204 });
  }
}

@Module({ resources: [Greeting] })
export class Greeter {
  static parseConfig(): Greetings {
    return { text: 'Hello' };
  }

  @WebResource('/_synapse/client/greeter/time')
  time(): object {
    return { time: Date.now() };
  }
}

@Module()
export class Members {
  constructor(
    _config: object,
    private readonly api: ModuleApi,
  ) {}

  @WebResource('/_synapse/client/greeter/members/:room')
  async members(
    request: Request,
    { params }: WebResourceContext<'/_synapse/client/greeter/members/:room'>,
  ): Promise<object> {
    if (!isRoomId(params.room)) throw new SynapseError(400, 'No such room', Codes.INVALID_PARAM);
    const limit = queryInteger(request, 'limit', { default: 10 });
    const members = await this.api.getStateEventsInRoom(params.room, [['m.room.member', null]]);
    return members.slice(0, limit).map((event) => toPdu(event));
  }
}

@Module()
export class Directory implements AsyncDisposable {
  readonly #connection = new AbortController();

  constructor(
    _config: object,
    private readonly api: ModuleApi,
  ) {}

  @Cached({ maxEntries: 1000, maxAge: '5m' })
  async department(user: UserId): Promise<string> {
    const response = await fetch(`https://directory.example.com/${encodeURIComponent(user)}`);
    return response.text();
  }

  @ThirdPartyRules
  async onProfileUpdate(user: UserId): Promise<void> {
    await this.api.invalidateCache(this.department, [user]);
  }

  @OnStart
  async connect(): Promise<void> {
    this.api.logger.info('Connected');
  }

  @LoopingCall('30s')
  async refresh(): Promise<void> {
    this.api.logger.debug('Refreshed');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#connection.abort();
  }
}

test.each(blocks)('README.md shows code that compiles: %s', (block) => {
  expect(code).toContain(block);
});

test('README.md shows modules that work', () => {
  expect(blocks).toHaveLength(7);
  expect(readCallbackNotes(Callbacks).map(({ callback }) => callback)).toEqual([
    'user_may_invite',
    'user_may_create_room',
    'on_new_event',
  ]);
  expect(readModuleNote(Guard)?.parseConfig({ deny: ['@mallory:example.com'] })).toEqual({
    ok: true,
    value: { deny: ['@mallory:example.com'] },
  });
  expect(readModuleNote(Greeter)?.resources).toEqual([Greeting]);
});

test('README.md names every helper', () => {
  const helpers = Object.keys(sdk).filter((name) => /^(is|parse|query|read|to)[A-Z]/.test(name));
  expect(helpers).toContain('readJson');
  expect(helpers.filter((name) => !text.includes(`\`${name}`))).toEqual([]);
});
