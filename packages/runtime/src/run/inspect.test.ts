import {
  AuthChecker,
  Get,
  Module,
  NOT_SPAM,
  SpamChecker,
  WebResource,
  type ModuleApi,
  type SpamVerdict,
} from '@bouton/sdk';
import { IsString, Secret } from '@bouton/sdk/config';
import { expect, test } from 'vitest';
import { configureModules } from '../configure/configure-modules.ts';
import { startModules } from './start-modules.ts';
import { testHost } from '../test/test-host.ts';

class GuardConfig {
  @IsString()
  greeting: string = 'Hello';

  @Secret()
  token: string = 'hunter2';
}

@WebResource('/_synapse/client/rules')
class Rules {
  @Get
  list(): object {
    return [];
  }
}

@Module({ config: GuardConfig, resources: [Rules] })
class Guard {
  constructor(_config: GuardConfig, api: ModuleApi) {
    api.registerSpamCheckerCallbacks({ userMayJoinRoom: () => NOT_SPAM });
  }

  @SpamChecker
  userMayInvite(): SpamVerdict {
    return NOT_SPAM;
  }
}

@Module()
class OneTimePasswords {
  @AuthChecker('com.example.otp', ['otp'])
  check(): null {
    return null;
  }

  @SpamChecker
  userMayInvite(): SpamVerdict {
    return NOT_SPAM;
  }

  @WebResource('/_synapse/client/rules')
  rules(): object {
    return [];
  }
}

test('inspect() tells who is asked in which order, who answers where, and who is shadowed', async () => {
  const modules = await configureModules([{ module: Guard, config: { greeting: 'Moin' } }, OneTimePasswords]);
  await using runtime = await startModules({ modules }, testHost());

  const inspection = runtime.inspect();

  expect(inspection).toEqual({
    modules: [
      { name: 'Guard', config: { greeting: 'Moin' }, manifest: modules[0]?.manifest },
      { name: 'OneTimePasswords', config: {}, manifest: modules[1]?.manifest },
    ],
    callbacks: [
      {
        category: 'spam_checker',
        callback: 'user_may_join_room',
        rule: 'firstDenial',
        modules: ['Guard'],
      },
      {
        category: 'spam_checker',
        callback: 'user_may_invite',
        rule: 'firstDenial',
        modules: ['Guard', 'OneTimePasswords'],
      },
    ],
    loginTypes: [{ loginType: 'com.example.otp', fields: ['otp'], modules: ['OneTimePasswords'] }],
    webResources: [
      {
        path: '/_synapse/client/rules',
        methods: ['GET'],
        module: 'Guard',
        shadowed: ['OneTimePasswords'],
      },
    ],
  });
  expect(JSON.stringify(inspection)).toBe(JSON.stringify(structuredClone(inspection)));
});
