import { expect, test } from 'vitest';
import { Cached } from '../decorators/cached.ts';
import { LoopingCall } from '../decorators/looping-call.ts';
import { OnStart } from '../decorators/on-start.ts';
import { SpamChecker } from '../decorators/spam-checker.ts';
import { ThirdPartyRules } from '../decorators/third-party-rules.ts';
import { WebResource } from '../decorators/web-resource.ts';
import { Codes } from '../errors/codes.ts';
import { NOT_SPAM, type SpamVerdict } from '../types/spam-verdict.ts';
import {
  readAuthCheckerNotes,
  readCachedNotes,
  readCallbackNotes,
  readHttpMethodNotes,
  readLoopingCallNotes,
  readOnStartNotes,
  readWebResourceNotes,
} from './read-notes.ts';

abstract class Base {
  @SpamChecker
  userMayCreateRoom(): SpamVerdict {
    return NOT_SPAM;
  }

  @ThirdPartyRules('on_new_event', { when: { sender: 'local' } })
  greet(): void {}

  @SpamChecker('user_may_invite')
  check(): SpamVerdict {
    return NOT_SPAM;
  }

  @WebResource('/base')
  base(): string {
    return 'base';
  }

  @Cached({ maxEntries: 1 })
  async department(): Promise<string> {
    return 'base';
  }

  @LoopingCall('1s')
  refresh(): void {}

  @OnStart
  connect(): void {}
}

class Derived extends Base {
  @SpamChecker('user_may_join_room')
  join(): SpamVerdict {
    return NOT_SPAM;
  }

  // Not decorated: it is called in the place of the base's.
  override userMayCreateRoom(): SpamVerdict {
    return Codes.FORBIDDEN;
  }

  // Decorated again: in the place of the base's, with another filter.
  @ThirdPartyRules('on_new_event', { when: { sender: 'remote' } })
  override greet(): void {}

  @WebResource('/derived')
  derived(): string {
    return 'derived';
  }

  @Cached({ maxEntries: 2 })
  override async department(): Promise<string> {
    return 'derived';
  }

  @LoopingCall('2s')
  override refresh(): void {}

  @OnStart
  override connect(): void {}

  @OnStart
  warmUp(): void {}
}

test('readCallbackNotes() lists the base class first, and what is overridden once', () => {
  expect(readCallbackNotes(Derived)).toEqual([
    { category: 'spam_checker', callback: 'user_may_create_room', method: 'userMayCreateRoom' },
    { category: 'third_party_rules', callback: 'on_new_event', method: 'greet', when: { sender: 'remote' } },
    { category: 'spam_checker', callback: 'user_may_invite', method: 'check' },
    { category: 'spam_checker', callback: 'user_may_join_room', method: 'join' },
  ]);
});

test('readCallbackNotes() finds the base class as it was', () => {
  expect(readCallbackNotes(Base)).toEqual([
    { category: 'spam_checker', callback: 'user_may_create_room', method: 'userMayCreateRoom' },
    { category: 'third_party_rules', callback: 'on_new_event', method: 'greet', when: { sender: 'local' } },
    { category: 'spam_checker', callback: 'user_may_invite', method: 'check' },
  ]);
});

test('readWebResourceNotes() adds the paths of the derived class', () => {
  expect(readWebResourceNotes(Derived)).toEqual([
    { path: '/base', method: 'base' },
    { path: '/derived', method: 'derived' },
  ]);
});

test('readCachedNotes(), readLoopingCallNotes() and readOnStartNotes() let the derived class have the last word', () => {
  expect(readCachedNotes(Derived)).toEqual([{ method: 'department', maxEntries: 2 }]);
  expect(readLoopingCallNotes(Derived)).toEqual([{ method: 'refresh', intervalMs: 2000, runOnAllInstances: false }]);
  expect(readOnStartNotes(Derived)).toEqual([{ method: 'connect' }, { method: 'warmUp' }]);
});

test('the readers find nothing in a class that is not decorated', () => {
  class Plain {}
  const readers = [
    readAuthCheckerNotes,
    readCachedNotes,
    readCallbackNotes,
    readHttpMethodNotes,
    readLoopingCallNotes,
    readOnStartNotes,
    readWebResourceNotes,
  ];

  expect(readers.map((read) => read(Plain))).toEqual(readers.map(() => []));
});
