import {
  AuthChecker,
  Cached,
  Delete,
  Get,
  LoopingCall,
  Module,
  OnStart,
  SpamChecker,
  ThirdPartyRules,
  WebResource,
  type SpamVerdict,
  NOT_SPAM,
} from '@bouton/sdk';
import { expect, test } from 'vitest';
import { moduleManifest } from './module-manifest.ts';

class Config {}

@WebResource('/_synapse/client/rules')
class Rules {
  @Get
  list(): object {
    return [];
  }

  @Delete
  clear(): object {
    return {};
  }
}

@Module({ name: 'guard', config: Config, resources: [Rules] })
class Guard {
  constructor(_config: Config) {
    throw new Error('A manifest needs no instance');
  }

  @SpamChecker
  userMayInvite(): SpamVerdict {
    return NOT_SPAM;
  }

  @ThirdPartyRules('on_new_event', { when: { type: ['m.room.member'], sender: 'local' } })
  greet(): void {}

  @AuthChecker('com.example.otp', ['password', 'otp'])
  checkOtp(): null {
    return null;
  }

  @WebResource('/_synapse/client/guard')
  show(): object {
    return {};
  }

  @Cached({ maxEntries: 5 })
  async department(): Promise<string> {
    return 'none';
  }

  @LoopingCall('30s')
  refresh(): void {}

  @OnStart
  connect(): void {}

  async [Symbol.asyncDispose](): Promise<void> {}
}

@Module()
class Plain {}

test('moduleManifest() reads all that the decorators declare from the class alone', () => {
  const manifest = moduleManifest(Guard);
  expect(structuredClone(manifest)).toEqual(manifest);
  expect(manifest).toEqual({
    name: 'guard',
    hasConfigClass: true,
    callbacks: [
      { category: 'spam_checker', callback: 'user_may_invite', method: 'userMayInvite' },
      {
        category: 'third_party_rules',
        callback: 'on_new_event',
        method: 'greet',
        when: { type: ['m.room.member'], sender: 'local' },
      },
    ],
    authCheckers: [{ loginType: 'com.example.otp', fields: ['password', 'otp'], method: 'checkOtp' }],
    webResources: [
      { path: '/_synapse/client/guard', methods: ['*'], handler: 'show' },
      { path: '/_synapse/client/rules', methods: ['GET', 'DELETE'], handler: 'Rules' },
    ],
    cached: [{ method: 'department', maxEntries: 5 }],
    loopingCalls: [{ method: 'refresh', intervalMs: 30_000, runOnAllInstances: false }],
    onStart: ['connect'],
    hasDispose: true,
  });
});

test('moduleManifest() is empty when nothing is declared', () => {
  expect(moduleManifest(Plain)).toEqual({
    name: 'Plain',
    hasConfigClass: false,
    callbacks: [],
    authCheckers: [],
    webResources: [],
    cached: [],
    loopingCalls: [],
    onStart: [],
    hasDispose: false,
  });
});
