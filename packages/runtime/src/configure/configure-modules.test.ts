import { AuthChecker, ConfigError, Module, SpamChecker, type SpamVerdict, NOT_SPAM } from '@bouton/sdk';
import { IsUserId } from '@bouton/sdk/config';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { configureModules } from './configure-modules.ts';

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
