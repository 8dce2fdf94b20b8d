import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  Get,
  LoopingCall,
  Module,
  ModuleApi,
  NOT_SPAM,
  PasswordAuthProvider,
  SpamChecker,
  WebResource,
  type EmailThreepid,
  type JsonObject,
  type SpamVerdict,
} from '@bouton/sdk';
import { expect, expectTypeOf, test } from 'vitest';
import { ManualClock } from '@bouton/runtime';
import { MatrixError } from './matrix-error.ts';
import { startTestHomeserver } from './start-test-homeserver.ts';
import type { TestUser } from './test-user.ts';

@WebResource('/_synapse/client/counter')
class CounterResource {
  @Get
  show(): JsonObject {
    throw new TypeError('cannot be shown');
  }
}

@Module({ name: 'counter', resources: [CounterResource] })
class Counter {
  ticks = 0;
  readonly registered: unknown[] = [];

  constructor(
    _config: unknown,
    private readonly api: ModuleApi,
  ) {}

  @LoopingCall('1m')
  async tick(): Promise<void> {
    await setTimeout(20);
    this.ticks += 1;
  }

  @SpamChecker
  userMayCreateRoom(): SpamVerdict {
    throw new RangeError('too many rooms');
  }

  @SpamChecker
  checkRegistrationForSpam(threepid: EmailThreepid | null, username: string | null): 'allow' {
    this.registered.push([threepid, username]);
    return 'allow';
  }

  @PasswordAuthProvider
  getUsernameForRegistration(): string | null {
    return null;
  }

  later(): void {
    this.api.delayedBackgroundCall(60_000, () => this.tick());
    void this.api.runAsBackgroundProcess('tick', () => this.tick());
    void this.api.runAsBackgroundProcess('sleep', () => this.api.sleep(3600));
  }
}

@Module()
class Idle {}

test('users() gives as many users as it is asked for', async () => {
  await using homeserver = await startTestHomeserver();

  const [alice, bob] = await homeserver.users('alice', 'bob');

  expectTypeOf(bob).toEqualTypeOf<TestUser>();
  expect([alice.userId, bob.userId]).toEqual(['@alice:localhost', '@bob:localhost']);
  expect(await homeserver.user('bob')).toBe(bob);
});

test('user() finds who is there after a restart on the same data, and time goes on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'testing-'));
  const options = { settings: { data_directory: folder }, clock: new ManualClock() };
  try {
    {
      await using homeserver = await startTestHomeserver(options);
      const [alice] = await homeserver.users('alice', 'bob');
      await homeserver.user('root', { admin: true });
      await alice.setDisplayname('Alice');
      await homeserver.clock.advance(1000);
    }
    await using homeserver = await startTestHomeserver(options);
    const alice = await homeserver.user('alice');
    expect(await alice.request('GET', `/_matrix/client/v3/profile/${alice.userId}`)).toEqual({ displayname: 'Alice' });
    expect((await homeserver.user('root', { admin: true })).userId).toBe('@root:localhost');
    await expect(homeserver.user('bob', { admin: true })).rejects.toThrow(
      '@bob:localhost is there, and is not an administrator',
    );
    expect(homeserver.clock.now()).toBe(new ManualClock().now() + 1000);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('api does what a module can do, and module() is the module', async () => {
  await using homeserver = await startTestHomeserver({
    modules: [Counter, { module: Idle, name: 'a' }, { module: Idle, name: 'b' }],
  });

  await homeserver.api.registerUser('carol', 'Carol');
  expect(await homeserver.api.checkUserExists('@carol:localhost')).toBe('@carol:localhost');

  expect(homeserver.module(Counter)).toBeInstanceOf(Counter);
  expect(homeserver.module(CounterResource)).toBeInstanceOf(CounterResource);
  expect(homeserver.module(Idle, 'b')).not.toBe(homeserver.module(Idle, 'a'));
  expect(() => homeserver.module(Idle)).toThrow('2 modules of the class Idle run; give them names and say which: a, b');
  expect(() => homeserver.module(MatrixError)).toThrow(
    'No module of the class MatrixError runs; the modules are counter, a, b',
  );
});

test('settled() waits for looping, delayed and background calls, and not for those that sleep', async () => {
  await using homeserver = await startTestHomeserver({ modules: [Counter] });
  const counter = homeserver.module(Counter);

  counter.later();
  await homeserver.settled();
  expect(counter.ticks).toBe(1);
  await homeserver.clock.advance(60_000);
  await homeserver.settled();
  expect(counter.ticks).toBe(3);
});

@Module()
class Puzzled {
  @PasswordAuthProvider
  is3pidAllowed(): boolean {
    throw new SyntaxError('what address?');
  }
}

test('what a module threw is the cause of what a test sees', async () => {
  await using homeserver = await startTestHomeserver({ modules: [Counter, Puzzled] });
  const alice = await homeserver.user('alice');

  const seen: unknown = await alice.createRoom().catch((error: unknown) => error);
  expect(seen).toBeInstanceOf(MatrixError);
  expect(seen).toMatchObject({ status: 500, cause: new RangeError('too many rooms') });
  await expect(alice.request('GET', '/_synapse/client/counter')).rejects.toMatchObject({
    status: 500,
    cause: new TypeError('cannot be shown'),
  });
  await expect(alice.join('!none:localhost')).rejects.not.toHaveProperty('cause');
  const { spamChecker, passwordAuthProvider } = homeserver.callbacks;
  await expect(spamChecker.userMayCreateRoom(alice.userId, {})).rejects.toEqual(new RangeError('too many rooms'));
  await expect(passwordAuthProvider.is3pidAllowed('email', 'a@example.com', true)).rejects.toMatchObject({
    status: 500,
    cause: new SyntaxError('what address?'),
  });
});

test('register() asks the modules, and answers the mail', async () => {
  await using homeserver = await startTestHomeserver({ modules: [Counter] });

  const alice = await homeserver.register({ username: 'alice', email: 'alice@example.com' });
  const someone = await homeserver.register();

  expect(alice.userId).toBe('@alice:localhost');
  expect(someone.userId).toMatch(/^@.+:localhost$/);
  expect(await alice.request('GET', '/_matrix/client/v3/account/3pid')).toMatchObject({
    threepids: [{ medium: 'email', address: 'alice@example.com' }],
  });
  expect(homeserver.module(Counter).registered).toEqual([
    [expect.objectContaining({ medium: 'email', address: 'alice@example.com' }), 'alice'],
    [null, null],
  ]);
  expect(homeserver.mailbox.mails).toEqual([]);
  await expect(homeserver.register({ username: 'alice' })).rejects.toMatchObject({ errcode: 'M_USER_IN_USE' });
});

test('register() goes without an address only if the homeserver lets it', async () => {
  await using homeserver = await startTestHomeserver({ settings: { registrations_require_3pid: ['email'] } });

  await expect(homeserver.register({ username: 'bob' })).rejects.toThrow(
    'Cannot register without an email address; the homeserver offers [["m.login.email.identity"]]',
  );
});

test('mailbox keeps the mails that modules send', async () => {
  await using homeserver = await startTestHomeserver();

  await homeserver.api.sendMail('alice@example.com', 'News', '<b>Hello</b>', 'Hello, see https://example.com/news .');

  expect(homeserver.mailbox.mails).toMatchObject([{ recipients: ['alice@example.com'], html: '<b>Hello</b>' }]);
  expect(homeserver.mailbox.mails[0]?.headers.get('subject')).toBe('News');
  expect(homeserver.mailbox.link()).toBe('https://example.com/news');
  expect(() => homeserver.mailbox.link()).toThrow('No mail has come');
});

test('setPresence() is seen by those who share a room', async () => {
  await using homeserver = await startTestHomeserver();
  const [alice, bob] = await homeserver.users('alice', 'bob');
  await bob.join(await alice.createRoom({ preset: 'public_chat' }));

  await alice.setPresence('unavailable', 'at lunch');

  expect(await bob.request('GET', `/_matrix/client/v3/presence/${alice.userId}/status`)).toMatchObject({
    presence: 'unavailable',
    status_msg: 'at lunch',
  });
});

test('startTestHomeserver() names every fault of modules, callbacks and settings at once', async () => {
  const { NoModule } = {} as { NoModule: typeof Counter };
  await expect(
    startTestHomeserver({
      modules: [NoModule],
      callbacks: { user_may_invte: {}, user_may_invite: { deadline: -1 } },
      settings: { default_room_verison: '11', port: 'any' },
    }),
  ).rejects.toThrowErrorMatchingInlineSnapshot(`
    [ConfigurationError: There are 5 faults in the configuration

    modules[0] must be a class decorated with @Module, the name of a module, or { module, config }; found undefined; is it exported where it is imported from?

    callbacks.user_may_invte is not a callback of Synapse; did you mean "user_may_invite"?

    callbacks.user_may_invite.deadline must be a duration like "2s", or a number of milliseconds

    settings.port must be a number

    settings.default_room_verison is not a known key; did you mean "default_room_version"?]
  `);
});

test('a callback has the deadline that the test gives it', async () => {
  @Module()
  class Silent {
    @SpamChecker
    userMayInvite(): Promise<typeof NOT_SPAM> {
      return Promise.withResolvers<typeof NOT_SPAM>().promise;
    }
  }
  await using homeserver = await startTestHomeserver({
    modules: [Silent],
    callbacks: { user_may_invite: { deadline: 20, on_failure: 'deny' } },
  });

  expect(await homeserver.callbacks.spamChecker.userMayInvite('@a:localhost', '@b:localhost', '!c')).toMatchObject({
    status: 403,
    errcode: 'M_FORBIDDEN',
  });
});
