import { expect, test } from 'vitest';
import { Cached } from '../decorators/cached.ts';
import { Get, Post, Put } from '../decorators/http-methods.ts';
import { LoopingCall } from '../decorators/looping-call.ts';
import { OnStart } from '../decorators/on-start.ts';
import { SpamChecker } from '../categories/spam-checker.ts';
import { ThirdPartyRules } from '../categories/third-party-rules.ts';
import { WebResource } from '../decorators/web-resource.ts';
import { Codes } from '../types/codes.ts';
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

test('an override that is decorated anew has only what stands on it, in the place of what the base said', () => {
  class Items {
    @Get
    @Put
    all(): string {
      return '';
    }

    @Post
    add(): string {
      return '';
    }
  }
  class Anew extends Derived {
    @SpamChecker('user_may_create_room_alias')
    @SpamChecker('user_may_publish_room')
    override check(): SpamVerdict {
      return NOT_SPAM;
    }

    @WebResource('/anew')
    override base(): string {
      return 'anew';
    }
  }
  class OtherItems extends Items {
    @Get
    override all(): string {
      return 'other';
    }

    @Post
    append(): string {
      return '';
    }
  }

  expect(readCallbackNotes(Anew).map(({ callback, method }) => `${callback}: ${method}`)).toEqual([
    'user_may_create_room: userMayCreateRoom',
    'on_new_event: greet',
    'user_may_publish_room: check',
    'user_may_create_room_alias: check',
    'user_may_join_room: join',
  ]);
  expect(readWebResourceNotes(Anew)).toEqual([
    { path: '/anew', method: 'base' },
    { path: '/derived', method: 'derived' },
  ]);
  expect(readHttpMethodNotes(OtherItems)).toEqual([
    { httpMethod: 'GET', method: 'all' },
    { httpMethod: 'POST', method: 'append' },
  ]);
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
