import { AuthChecker, ConfigError, Module, SpamChecker, type SpamVerdict, NOT_SPAM } from '@bouton/sdk';
import { IsUserId } from '@bouton/sdk/config';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { configureInCode, configureModules, type ModuleEntry } from './configure-modules.ts';

class GuardConfig {
  @IsUserId({ each: true })
  deny: string[] = [];
}

@Module({ config: GuardConfig })
class Guard {
  constructor(readonly config: GuardConfig) {}

  @SpamChecker
  userMayCreateRoom(): SpamVerdict {
    return NOT_SPAM;
  }
}

@Module({ name: 'one-time-passwords' })
class OneTimePasswords {
  static parseConfig(config: Readonly<Record<string, unknown>>): number {
    if (typeof config['digits'] !== 'number') throw new ConfigError('How many digits?', ['digits']);
    return config['digits'];
  }

  constructor(readonly digits: number) {}

  @AuthChecker('com.example.otp', ['otp'])
  check(): null {
    return null;
  }
}

@Module()
class Tokens {
  @AuthChecker('com.example.otp', ['password', 'otp'])
  check(): null {
    return null;
  }
}

class NotAModule {}

test('configureModules() takes classes and names, with and without a config', async () => {
  await using folder = await temporaryFolder({
    'logger.js': 'import { Module } from "@bouton/sdk";\n@Module() export class Log {}',
  });
  const modules = await configureModules(
    [
      Guard,
      { module: Guard, config: { deny: ['@mallory:localhost'] }, name: 'strict' },
      { module: OneTimePasswords, config: { digits: 6 } },
      './logger.js#Log',
    ],
    { folder: folder.path },
  );

  expect(modules.map(({ name, config }) => ({ name, config }))).toEqual([
    { name: 'Guard', config: { deny: [] } },
    { name: 'strict', config: { deny: ['@mallory:localhost'] } },
    { name: 'one-time-passwords', config: 6 },
    { name: './logger.js#Log', config: {} },
  ]);
  expect(modules[0]).toMatchObject({
    moduleClass: Guard,
    manifest: { callbacks: [{ callback: 'user_may_create_room' }] },
  });
});

test('configureModules() names every fault of every module', async () => {
  await expect(
    configureModules(
      [
        { module: Guard, config: { deny: ['mallory', 'eve'], alow: [] } },
        { module: OneTimePasswords },
        NotAModule,
        './none.js#Log',
        { module: OneTimePasswords, config: { digits: 6 } },
        Tokens,
      ],
      { folder: '/srv/nowhere' },
    ),
  ).rejects.toThrowErrorMatchingInlineSnapshot(`
    [ConfigurationError: There are 7 faults in the modules

    Module Guard: config.alow is not a known key; there is deny

    Module Guard: config.deny[0] must be a user ID like @alice:example.com

    Module Guard: config.deny[1] must be a user ID like @alice:example.com

    Module one-time-passwords: config.digits: How many digits?

    Module NotAModule: is not a class decorated with @Module

    Module ./none.js#Log: there is no folder /srv/nowhere

    Module Tokens checks com.example.otp with the fields [password, otp], but module one-time-passwords, one-time-passwords checks it with [otp]]
  `);
});

test('configureModules() says what is wrong with an entry that is not a module', async () => {
  const missing: (ModuleEntry & string)[] = [];
  missing.length = 1; // as from an import of something that is not exported
  await expect(configureModules([missing[0]!, { module: missing[0]! }, { module: Guard, ...{ confg: {} } }])).rejects
    .toThrowErrorMatchingInlineSnapshot(`
    [ConfigurationError: There are 3 faults in the modules

    modules[0] must be a class decorated with @Module, the name of a module, or { module, config }; found undefined; is it exported where it is imported from?

    modules[1].module must be a class decorated with @Module, the name of a module, or { module, config }; found undefined; is it exported where it is imported from?

    Module Guard: confg is not known; did you mean "config"?]
  `);
});

test('configureInCode() names every fault of settings, callbacks and modules', async () => {
  await expect(
    configureInCode(
      {
        modules: [{ module: Guard, config: { deny: ['mallory'] } }],
        callbacks: { user_may_invte: {}, user_may_invite: { deadline: 'soon' } },
        settings: { colour: 'red' },
      },
      {
        settings: (raw) => ({
          ok: false,
          issues: Object.keys(raw).map((key) => ({
            path: [key],
            at: 'key',
            message: 'is not a known key',
            knownKeys: ['color'],
          })),
        }),
      },
    ),
  ).rejects.toThrowErrorMatchingInlineSnapshot(`
    [ConfigurationError: There are 4 faults in the configuration

    Module Guard: config.deny[0] must be a user ID like @alice:example.com

    callbacks.user_may_invte is not a callback of Synapse; did you mean "user_may_invite"?

    callbacks.user_may_invite.deadline must be a duration like "2s", or a number of milliseconds

    settings.colour is not a known key; did you mean "color"?]
  `);
});

test('configureInCode() reads callbacks as a file has them', async () => {
  const { settings, modules, policies } = await configureInCode(
    { modules: [Guard], callbacks: { user_may_invite: { deadline: '2s', on_failure: 'allow' } }, settings: { a: 1 } },
    { settings: (value) => ({ ok: true, value }) },
  );

  expect(settings).toEqual({ a: 1 });
  expect(modules.map(({ name }) => name)).toEqual(['Guard']);
  expect(policies).toEqual(new Map([['user_may_invite', { deadlineMs: 2000, onFailure: 'allow' }]]));
});
