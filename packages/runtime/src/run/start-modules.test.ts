import {
  AuthChecker,
  Codes,
  LoopingCall,
  Module,
  NOT_SPAM,
  OnStart,
  SpamChecker,
  type JsonObject,
  type ModuleApi,
  type SpamVerdict,
} from '@bouton/sdk';
import { expect, test } from 'vitest';
import { configureModules, type ModuleEntry } from '../configure/configure-modules.ts';
import { Dispatcher } from '../dispatch/dispatcher.ts';
import { startModules } from './start-modules.ts';
import { startEntries } from '../test/start-entries.ts';
import { testHost } from '../test/test-host.ts';

/** Modules write down here what happens to them. */
type Diary = string[];

interface DiaryConfig {
  readonly name: string;
  readonly diary: Diary;
}

/** Writes down everything, under the name in its config. */
@Module()
class Recorder implements AsyncDisposable {
  static parseConfig({ name, diary }: JsonObject): DiaryConfig {
    return { name: name as string, diary: diary as Diary };
  }

  constructor(
    private readonly config: DiaryConfig,
    private readonly api: ModuleApi,
  ) {
    this.note('constructed');
    api.registerSpamCheckerCallbacks({ userMayCreateRoom: () => this.asked('registered') });
  }

  @SpamChecker('user_may_create_room')
  first(): SpamVerdict {
    return this.asked('declared first');
  }

  @SpamChecker('user_may_create_room')
  second(): SpamVerdict {
    return this.asked('declared second');
  }

  @OnStart
  async connect(): Promise<void> {
    this.note('starts');
    await Promise.resolve();
    this.note('started');
  }

  @LoopingCall('30s')
  refresh(): void {
    this.note(`refreshed after ${this.api.getCurrentTimeMsec() - Date.UTC(2026, 0, 1)} ms`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.note('is disposed');
    await Promise.resolve();
    this.note('was disposed');
  }

  private asked(as: string): SpamVerdict {
    this.note(as);
    return NOT_SPAM;
  }

  private note(what: string): void {
    this.config.diary.push(`${this.config.name} ${what}`);
  }
}

function recorder(name: string, diary: Diary): ModuleEntry {
  return { module: Recorder, name, config: { name, diary } };
}

function recorders(diary: Diary): readonly ModuleEntry[] {
  return [recorder('one', diary), recorder('two', diary)];
}

test('startModules() constructs all modules in order before it starts any', async () => {
  const diary: Diary = [];
  await using _runtime = await startEntries(recorders(diary));
  expect(diary).toEqual([
    'one constructed',
    'two constructed',
    'one starts',
    'one started',
    'two starts',
    'two started',
  ]);
});

test('startModules() asks module by module: what the constructor registered first, then what is declared', async () => {
  const diary: Diary = [];
  await using runtime = await startEntries(recorders(diary));
  diary.length = 0;

  expect(await runtime.callbacks.spamChecker.userMayCreateRoom('@a:localhost', {})).toBe(undefined);

  expect(diary).toEqual([
    'one registered',
    'one declared first',
    'one declared second',
    'two registered',
    'two declared first',
    'two declared second',
  ]);
});

test('startModules() begins looping calls when all is started, until the runtime is disposed', async () => {
  const diary: Diary = [];
  const host = testHost();
  const runtime = await startEntries(recorders(diary), host);
  diary.length = 0;

  await host.clock.advance(29_999);
  expect(diary).toEqual([]);
  await host.clock.advance(1);
  expect(diary).toEqual(['one refreshed after 30000 ms', 'two refreshed after 30000 ms']);

  await runtime[Symbol.asyncDispose]();
  diary.length = 0;
  await host.clock.advance(60_000);
  expect(diary).toEqual([]);
});

test('startModules() gives a runtime that disposes the last module first, once', async () => {
  const diary: Diary = [];
  const runtime = await startEntries(recorders(diary));
  diary.length = 0;

  await runtime[Symbol.asyncDispose]();
  await runtime[Symbol.asyncDispose]();

  expect(diary).toEqual(['two is disposed', 'two was disposed', 'one is disposed', 'one was disposed']);
});

@Module()
class FailsToEnd implements Disposable {
  [Symbol.dispose](): void {
    throw new Error('it would not end');
  }
}

test('startModules() gives a runtime that logs what fails while it is disposed, and goes on', async () => {
  const host = testHost();
  const diary: Diary = [];
  const runtime = await startEntries([recorder('one', diary), FailsToEnd], host);
  diary.length = 0;

  await runtime[Symbol.asyncDispose]();

  expect(host.lines).toEqual(['error FailsToEnd: Module FailsToEnd failed while it was disposed (it would not end)']);
  expect(diary).toEqual(['one is disposed', 'one was disposed']);
});

@Module()
class FailsToConstruct {
  constructor(_config: object, api: ModuleApi) {
    api.loopingBackgroundCall(() => undefined, 1_000);
    throw new TypeError('there is no database');
  }
}

@Module()
class FailsToStart {
  @OnStart
  connect(): Promise<void> {
    return Promise.reject(new Error('the database is down'));
  }
}

test('startModules() disposes what was constructed when a constructor throws', async () => {
  const diary: Diary = [];
  await expect(startEntries([...recorders(diary), FailsToConstruct])).rejects.toMatchObject({
    code: 'BOUTON_MODULE_START',
    message: 'Module FailsToConstruct failed in the constructor of FailsToConstruct: there is no database',
    cause: new TypeError('there is no database'),
  });
  expect(diary).toEqual([
    'one constructed',
    'two constructed',
    'two is disposed',
    'two was disposed',
    'one is disposed',
    'one was disposed',
  ]);
});

test('startModules() disposes everything when a method marked with @OnStart rejects', async () => {
  const diary: Diary = [];
  await expect(startEntries([recorder('one', diary), FailsToStart, recorder('two', diary)])).rejects.toMatchObject({
    code: 'BOUTON_MODULE_START',
    message: 'Module FailsToStart failed in @OnStart connect(): the database is down',
    cause: new Error('the database is down'),
  });
  expect(diary).toEqual([
    'one constructed',
    'two constructed',
    'one starts',
    'one started',
    'two is disposed',
    'two was disposed',
    'one is disposed',
    'one was disposed',
  ]);
});

@Module()
class Late {
  constructor(
    _config: object,
    private readonly api: ModuleApi,
  ) {}

  @OnStart
  register(): void {
    this.api.registerSpamCheckerCallbacks({ userMayInvite: () => Codes.FORBIDDEN });
  }
}

test('startModules() takes no registration once a module is constructed', async () => {
  await expect(startEntries([Late])).rejects.toThrowErrorMatchingInlineSnapshot(
    `[BoutonError: Module Late failed in @OnStart register(): Module Late registers user_may_invite after it was constructed; it can do so in its constructor only]`,
  );
});

@Module()
class Denies {
  constructor(_config: object, api: ModuleApi) {
    api.registerPasswordAuthProviderCallbacks({
      authCheckers: [{ loginType: 'com.example.otp', fields: ['otp', 'pin'], check: () => null }],
    });
  }

  @SpamChecker
  userMayInvite(): SpamVerdict {
    return Codes.FORBIDDEN;
  }
}

@Module()
class OneTimePasswords {
  @AuthChecker('com.example.otp', ['otp'])
  check(): null {
    return null;
  }
}

test('startModules() refuses auth checkers that a constructor registers with other fields than another module', async () => {
  await expect(startEntries([OneTimePasswords, Denies])).rejects.toThrowErrorMatchingInlineSnapshot(
    `[BoutonError: Module Denies failed in the constructor of Denies: Module Denies checks com.example.otp with the fields [otp, pin], but module OneTimePasswords checks it with [otp]]`,
  );
});

test('startModules() asks through the dispatcher that the host brings', async () => {
  const host = testHost();
  const dispatcher = new Dispatcher({ serverName: host.serverName, log: host.log });
  const invite = dispatcher.callbacks.spamChecker.userMayInvite;
  expect(await invite('@a:localhost', '@b:localhost', '!r:localhost')).toBe(undefined);

  await using runtime = await startModules({ modules: await configureModules([Denies]) }, host, { dispatcher });

  expect(await invite('@a:localhost', '@b:localhost', '!r:localhost')).toMatchObject({ errcode: 'M_FORBIDDEN' });
  expect(runtime.callbacks).toBe(dispatcher.callbacks);
});

@Module()
class Hangs {
  @SpamChecker
  userMayInvite(): Promise<SpamVerdict> {
    return new Promise(() => undefined);
  }
}

test("startModules() dispatches by the configuration's policies", async () => {
  const modules = await configureModules([Hangs]);
  const policies = new Map([['user_may_invite', { deadlineMs: 5, onFailure: 'deny' } as const]]);
  await using runtime = await startModules({ modules, policies }, testHost());
  const invite = runtime.callbacks.spamChecker.userMayInvite;
  expect(await invite('@a:localhost', '@b:localhost', '!r:localhost')).toMatchObject({ errcode: 'M_FORBIDDEN' });
});
