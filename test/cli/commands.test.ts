import { expect, test } from 'vitest';
import { runBouton } from '../support/run-bouton.ts';
import { startBouton } from '../support/start-bouton.ts';

const GUARD = `
import { Codes, Module, ModuleApi, NOT_SPAM, SpamChecker, WebResource, type SpamVerdict, type UserId } from '@bouton/sdk';
import { IsUserId, Secret } from '@bouton/sdk/config';

class GuardConfig {
  @IsUserId({ each: true })
  deny: UserId[] = [];

  @Secret()
  token: string = 'none';
}

@Module({ config: GuardConfig })
export class Guard {
  constructor(private readonly config: GuardConfig, api: ModuleApi) {
    api.registerSpamCheckerCallbacks({ userMayJoinRoom: () => NOT_SPAM });
  }

  @SpamChecker
  userMayInvite(inviter: UserId): SpamVerdict {
    return this.config.deny.includes(inviter) ? Codes.FORBIDDEN : NOT_SPAM;
  }

  @WebResource('/_synapse/client/guard')
  show(): object {
    return this.config;
  }
}
`;

const CONFIG = `server_name: localhost
modules:
  - module: ./guard.ts#Guard
    config: { deny: ['@mallory:localhost'], token: 'sesame' }
  - module: ./guard.ts#Guard
`;

const files = { 'bouton.yaml': CONFIG, 'guard.ts': GUARD };

test('bouton check names each module with what it declares', async () => {
  expect(await runBouton(files, 'check', '-c', 'bouton.yaml')).toEqual({
    exitCode: 0,
    stdout: [
      'ok  ./guard.ts#Guard  user_may_invite, /_synapse/client/guard',
      'ok  ./guard.ts#Guard  user_may_invite, /_synapse/client/guard',
      '',
    ].join('\n'),
    stderr: '',
  });
});

test('bouton check shows all faults where they stand', async () => {
  const config = `server_name: localhost
prot: 8008
modules:
  - module: ./guard.ts#Gard
  - module: ./guard.ts#Guard
    config: { deny: [mallory] }
`;

  const { exitCode, stdout, stderr } = await runBouton({ ...files, 'bouton.yaml': config }, 'check');

  expect(exitCode).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toBe(`BOUTON_CONFIG_INVALID

There are 3 faults in bouton.yaml

bouton.yaml:2:1: prot is not a known key; did you mean "port"?
  1 | server_name: localhost
  2 | prot: 8008
    | ^^^^
  3 | modules:
  4 |   - module: ./guard.ts#Gard

bouton.yaml:4:13: modules[0].module: ./guard.ts does not export Gard; did you mean "Guard"?
  2 | prot: 8008
  3 | modules:
  4 |   - module: ./guard.ts#Gard
    |             ^^^^^^^^^^^^^^^
  5 |   - module: ./guard.ts#Guard
  6 |     config: { deny: [mallory] }

bouton.yaml:6:22: modules[1].config.deny[0] must be a user ID like @alice:example.com
  4 |   - module: ./guard.ts#Gard
  5 |   - module: ./guard.ts#Guard
  6 |     config: { deny: [mallory] }
    |                      ^^^^^^^
`);
});

test('bouton check constructs every module, and shows what the start would show', { timeout: 40_000 }, async () => {
  const late = `import { ConfigError, Module } from '@bouton/sdk';

@Module()
export class Late {
  constructor() {
    throw new Error('no directory');
  }
}

@Module()
export class Narrow {
  constructor(config: { size: number }) {
    throw new ConfigError('must be larger', ['size']);
  }
}
`;
  const configOf = (item: string): Readonly<Record<string, string>> => ({
    'bouton.yaml': `server_name: localhost\nport: 0\nmodules:\n  - ${item}\n`,
    'late.ts': late,
  });
  for (const command of ['check', 'start']) {
    const failing = await runBouton(configOf('{ module: ./late.ts#Late }'), command);
    expect(failing.exitCode).toBe(1);
    expect(failing.stderr).toContain(
      'BOUTON_MODULE_START\n\nModule ./late.ts#Late failed in the constructor of Late: no directory\n\nCaused by Error: no directory\n    at',
    );
    expect(failing.stderr).toMatch(/late\.ts:6:11/);

    const refusing = await runBouton(configOf('{ module: ./late.ts#Narrow, config: { size: 5 } }'), command);
    expect(refusing.stderr).toBe(`BOUTON_CONFIG_INVALID

bouton.yaml:4:49: modules[0].config.size must be larger
  2 | port: 0
  3 | modules:
  4 |   - { module: ./late.ts#Narrow, config: { size: 5 } }
    |                                                 ^
`);
  }
});

test('bouton check says where there is no configuration', async () => {
  const { exitCode, stderr } = await runBouton({}, 'check', '-c', 'nowhere.yaml');

  expect(exitCode).toBe(1);
  expect(stderr).toContain('nowhere.yaml');
});

test('bouton inspect shows the modules of each callback in order, and who is shadowed', async () => {
  const { exitCode, stdout } = await runBouton(files, 'inspect');

  expect(exitCode).toBe(0);
  expect(stdout).toBe(`callback                         rule         modules in order
spam_checker.user_may_join_room  firstDenial  1. ./guard.ts#Guard
                                              2. ./guard.ts#Guard
spam_checker.user_may_invite     firstDenial  1. ./guard.ts#Guard
                                              2. ./guard.ts#Guard

web resource            methods  answered by       shadowed
/_synapse/client/guard  *        ./guard.ts#Guard  ./guard.ts#Guard
`);
});

test('bouton inspect --json prints everything but secrets', async () => {
  const { exitCode, stdout } = await runBouton(files, 'inspect', '--json');

  expect(exitCode).toBe(0);
  expect(stdout).not.toContain('sesame');
  expect(JSON.parse(stdout)).toMatchObject({
    modules: [
      { name: './guard.ts#Guard', config: { deny: ['@mallory:localhost'] } },
      { name: './guard.ts#Guard', config: { deny: [] } },
    ],
    callbacks: [
      { category: 'spam_checker', callback: 'user_may_join_room', rule: 'firstDenial' },
      { category: 'spam_checker', callback: 'user_may_invite', rule: 'firstDenial' },
    ],
    webResources: [{ path: '/_synapse/client/guard', methods: ['*'], shadowed: ['./guard.ts#Guard'] }],
  });
});

test('bouton start ends cleanly when it is interrupted', async () => {
  await using bouton = await startBouton(CONFIG, { files: { 'guard.ts': GUARD } });
  expect((await fetch(`${bouton.baseUrl}/_matrix/client/versions`)).status).toBe(200);

  expect(await bouton.stop()).toBe(0);
});

test.each([
  [['--port', 'eighty'], '--port must be a number from 0 to 65535, found "eighty"'],
  [['--log-level', 'loud'], '--log-level must be one of debug, info, warn, error, found "loud"'],
])('bouton start refuses %j', async (options, message) => {
  const { exitCode, stderr } = await runBouton(files, 'start', ...options);

  expect(exitCode).toBe(1);
  expect(stderr).toBe(`${message}\n`);
});
