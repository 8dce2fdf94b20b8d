/** A mistake that authors make: what it is, and a module with it. */
export type Mistake = readonly [title: string, code: string];

/** The members of a module. */
const inModule = (members: string): string => `@Module()\nexport class Guard {\n${members}\n}`;

/** A class of web resources, and the module that lists it. */
const inResource = (members: string): string =>
  `@WebResource('/demo')\nclass Items {\n${members}\n}\n\n@Module({ resources: [Items] })\nexport class Guard {}`;

/** A config class, and the module that has it. */
const inConfig = (properties: string): string =>
  `class Config {\n${properties}\n}\n\n@Module({ config: Config })\nexport class Guard {}`;

/** What the compiler must say something about, in either decorator standard. */
export const MISTAKES: readonly Mistake[] = [
  [
    "a misspelt name of Synapse's",
    inModule("  @SpamChecker('user_may_create_rom')\n  check(): SpamVerdict { return NOT_SPAM; }"),
  ],
  [
    "a method's name for Synapse's",
    inModule("  @SpamChecker('userMayInvite')\n  check(): SpamVerdict { return NOT_SPAM; }"),
  ],
  ['a callback of another category', inModule("  @SpamChecker('on_new_event')\n  greet(): void {}")],
  [
    'auth checkers, which have a decorator of their own',
    inModule("  @PasswordAuthProvider('auth_checkers')\n  check(): void {}"),
  ],
  ['a misspelt method', inModule('  @SpamChecker\n  userMayCreateRom(): SpamVerdict { return NOT_SPAM; }')],
  [
    'a misspelt method under empty parentheses',
    inModule('  @SpamChecker()\n  userMayCreateRom(): SpamVerdict { return NOT_SPAM; }'),
  ],
  ['a method of another category', inModule('  @SpamChecker\n  onNewEvent(): void {}')],
  [
    'a wrong parameter',
    inModule(
      '  @SpamChecker\n  userMayCreateRoom(user: number): SpamVerdict { return user > 1 ? NOT_SPAM : Codes.FORBIDDEN; }',
    ),
  ],
  [
    'a wrong parameter of a named callback',
    inModule(
      "  @SpamChecker('user_may_invite')\n  check(inviter: UserId, room: RoomId): SpamVerdict { return room === '!a' && inviter === '@a:b' ? NOT_SPAM : Codes.FORBIDDEN; }",
    ),
  ],
  [
    'too many parameters',
    inModule(
      '  @SpamChecker\n  userMayPublishRoom(user: UserId, room: RoomId, more: string): SpamVerdict { return `${user}${room}` === more ? NOT_SPAM : Codes.FORBIDDEN; }',
    ),
  ],
  ['a wrong result', inModule("  @SpamChecker\n  userMayInvite(): string { return 'no'; }")],
  [
    'a wrong result of an async method',
    inModule('  @SpamChecker\n  async userMayInvite(): Promise<number> { return 403; }'),
  ],
  ['no result', inModule("  @SpamChecker('user_may_join_room')\n  check(): void {}")],
  ['a boolean for a tuple', inModule('  @ThirdPartyRules\n  checkEventAllowed(): boolean { return true; }')],
  [
    'a filter for a callback without an event',
    inModule(
      "  @SpamChecker('user_may_invite', { when: { sender: 'local' } })\n  check(): SpamVerdict { return NOT_SPAM; }",
    ),
  ],
  [
    'an unknown condition of a filter',
    inModule("  @ThirdPartyRules('on_new_event', { when: { types: ['m.room.message'] } })\n  greet(): void {}"),
  ],
  [
    'a wrong condition of a filter',
    inModule("  @ThirdPartyRules('on_new_event', { when: { sender: 'here' } })\n  greet(): void {}"),
  ],
  ['a static method', inModule('  @SpamChecker\n  static userMayInvite(): SpamVerdict { return NOT_SPAM; }')],
  ['a property that holds a function', inModule('  @SpamChecker\n  userMayInvite = (): SpamVerdict => NOT_SPAM;')],
  [
    'a property that holds a function, under a name',
    inModule("  @SpamChecker('user_may_invite')\n  check = (): SpamVerdict => NOT_SPAM;"),
  ],
  ['an accessor', inModule('  @SpamChecker\n  get userMayInvite(): SpamVerdict { return NOT_SPAM; }')],
  ['a decorator of methods on a class', '@SpamChecker\nexport class Guard {}'],
  ['a decorator of classes on a method', 'export class Guard {\n  @Module()\n  check(): void {}\n}'],
  [
    'a constructor that takes another config',
    'class Config { level = 1; }\n\n@Module({ config: Config })\nexport class Guard {\n  constructor(readonly config: { readonly size: number }) {}\n}',
  ],
  [
    'a constructor that wants more',
    '@Module()\nexport class Guard {\n  constructor(readonly config: JsonObject, readonly api: ModuleApi, readonly more: string) {}\n}',
  ],
  [
    'a config class that is not named',
    'class Config { level = 1; }\n\n@Module\nexport class Guard {\n  constructor(readonly config: Config) {}\n}',
  ],
  ['an object for a config class', '@Module({ config: { level: 1 } })\nexport class Guard {}'],
  ['an unknown option of a module', "@Module({ title: 'guard' })\nexport class Guard {}"],
  [
    'a parseConfig of another config',
    'class Config { level = 1; }\n\n@Module({ config: Config })\nexport class Guard {\n  static parseConfig(config: { readonly size: number }): number { return config.size; }\n}',
  ],
  [
    'a resource class that takes another config',
    "class Config { level = 1; }\n\n@WebResource('/demo')\nclass Items {\n  constructor(readonly config: { readonly size: number }) {}\n\n  @Get\n  list(): string { return ''; }\n}\n\n@Module({ config: Config, resources: [Items] })\nexport class Guard {}",
  ],
  ['a path of the homeserver', inModule("  @WebResource('/_matrix/client/v3/demo')\n  demo(): string { return ''; }")],
  ['a path without a slash', inModule("  @WebResource('demo')\n  demo(): string { return ''; }")],
  [
    'a parameter that the path does not have',
    inModule(
      "  @WebResource('/demo/:code')\n  demo(_request: Request, { params }: WebResourceContext<'/demo/:cod'>): string { return params.cod; }",
    ),
  ],
  [
    'a resource of another module',
    "@WebResource('/demo')\nclass Items {\n  constructor(config: object, api: ModuleApi, readonly module: { readonly size: number }) {}\n\n  @Get\n  list(): string { return ''; }\n}\n\n@Module({ resources: [Items] })\nexport class Guard {}",
  ],
  ['a path with a query', inModule("  @WebResource('/demo?all')\n  demo(): string { return ''; }")],
  [
    'a handler that takes no request',
    inModule("  @WebResource('/demo')\n  demo(name: string): string { return name; }"),
  ],
  ['a handler that answers nothing', inModule("  @WebResource('/demo')\n  demo(): void {}")],
  ['a method of a resource that answers nothing', inResource('  @Get\n  list(): void {}')],
  ['an interval below zero', inModule("  @LoopingCall('-5s')\n  refresh(): void {}")],
  ['an interval of another unit', inModule("  @LoopingCall('5 minutes')\n  refresh(): void {}")],
  ['no interval', inModule('  @LoopingCall\n  refresh(): void {}')],
  ['a looping call with a parameter', inModule("  @LoopingCall('30s')\n  refresh(name: string): void { void name; }")],
  ['a cached method that is not async', inModule('  @Cached\n  floor(user: UserId): string { return user; }')],
  [
    'an unknown option of a cache',
    inModule('  @Cached({ entries: 5 })\n  async floor(user: UserId): Promise<string> { return user; }'),
  ],
  ['a cached property', inModule('  @Cached\n  floor = async (user: UserId): Promise<string> => user;')],
  ['a start with a parameter', inModule('  @OnStart\n  connect(name: string): void { void name; }')],
  [
    'a field that the login does not bring',
    inModule(
      "  @AuthChecker('com.example.otp', ['otp'])\n  async check(user: string, type: string, login: Record<'otp' | 'pin', JsonValue>): Promise<LoginResult> { void [user, type, login]; return null; }",
    ),
  ],
  ['a number for a user ID', inConfig('  @IsUserId()\n  owner = 1;')],
  ['one user ID for many', inConfig("  @IsUserId({ each: true })\n  owners: UserId = '@a:b';")],
  ['a text for a duration', inConfig("  @Duration()\n  every = '5m';")],
  ['a number for a secret', inConfig('  @Secret()\n  password = 1;')],
];
