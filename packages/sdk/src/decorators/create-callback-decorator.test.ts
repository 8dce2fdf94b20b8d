import { expect, test } from 'vitest';
import { BoutonError } from '../errors/bouton-error.ts';
import { readCallbackNotes } from '../metadata/read-notes.ts';
import { NOT_SPAM, type SpamVerdict } from '../types/spam-verdict.ts';
import { SpamChecker } from '../categories/spam-checker.ts';
import { Federation } from '../categories/federation.ts';
import { ThirdPartyRules } from '../categories/third-party-rules.ts';

/** Calls a decorator as JavaScript would, with whatever arguments. */
function apply(decorator: unknown, ...args: readonly unknown[]): unknown {
  return Reflect.apply(decorator as () => unknown, undefined, args);
}

const method = { value: () => NOT_SPAM };

class Guard {}

test('createCallbackDecorator() notes a copy of the filter, frozen', () => {
  const type = ['m.room.member'];
  class Greeter {
    @ThirdPartyRules('on_new_event', { when: { type, sender: 'local' } })
    greet(): void {}
  }
  type.push('m.room.message');

  const [note] = readCallbackNotes(Greeter);
  expect(note?.when).toEqual({ type: ['m.room.member'], sender: 'local' });
  expect(Object.isFrozen(note?.when) && Object.isFrozen(note?.when?.type)).toBe(true);
});

test('createCallbackDecorator() lets one method be two callbacks', () => {
  class Both {
    @SpamChecker('user_may_create_room')
    @SpamChecker('user_may_create_room_alias')
    check(): SpamVerdict {
      return NOT_SPAM;
    }
  }

  expect(readCallbackNotes(Both).map(({ callback }) => callback)).toEqual([
    'user_may_create_room_alias',
    'user_may_create_room',
  ]);
});

test('createCallbackDecorator() refuses one method as the same callback twice', () => {
  expect(() => {
    class Twice {
      @ThirdPartyRules('on_new_event', { when: { state: true } })
      @ThirdPartyRules
      onNewEvent(): void {}
    }
    return Twice;
  }).toThrowErrorMatchingInlineSnapshot(
    `[BoutonError: @ThirdPartyRules("on_new_event") stands on Twice.onNewEvent, which is this callback already]`,
  );
});

test('createCallbackDecorator() refuses a method whose name no callback has', () => {
  expect(() => apply(SpamChecker, Guard.prototype, 'userMayInvit', method)).toThrowErrorMatchingInlineSnapshot(
    `[BoutonError: @SpamChecker Guard.userMayInvit: Synapse has no spam checker callback "userMayInvit"; did you mean "userMayInvite"? There are checkEventForSpam, shouldDropFederatedEvent, userMayJoinRoom, userMayInvite, federatedUserMayInvite, userMaySend3pidInvite, userMayCreateRoom, userMayCreateRoomAlias, userMayPublishRoom, userMaySendStateEvent, checkUsernameForSpam, checkRegistrationForSpam, checkMediaFileForSpam, checkLoginForSpam]`,
  );
});

test('createCallbackDecorator() refuses a name that Synapse does not have', () => {
  expect(() => apply(ThirdPartyRules, 'onNewEvent')).toThrowErrorMatchingInlineSnapshot(
    `[BoutonError: @ThirdPartyRules("onNewEvent"): Synapse has no third party rules callback "onNewEvent"; did you mean "on_new_event"? There are check_event_allowed, on_create_room, check_threepid_can_be_invited, check_visibility_can_be_modified, on_new_event, check_can_shutdown_room, check_can_deactivate_user, on_profile_update, on_user_deactivation_status_changed, on_threepid_bind, on_add_user_third_party_identifier, on_remove_user_third_party_identifier]`,
  );
});

test('createCallbackDecorator() refuses a filter if the callback receives no event', () => {
  expect(() => apply(SpamChecker, 'user_may_invite', { when: { sender: 'local' } })).toThrowErrorMatchingInlineSnapshot(
    `[BoutonError: @SpamChecker("user_may_invite") has a filter, but the callback receives no event]`,
  );
});

test('createCallbackDecorator() takes empty parentheses', () => {
  class Empty {
    @SpamChecker()
    userMayInvite(): SpamVerdict {
      return NOT_SPAM;
    }
  }

  expect(readCallbackNotes(Empty)).toEqual([
    { category: 'spam_checker', callback: 'user_may_invite', method: 'userMayInvite' },
  ]);
});

test('createCallbackDecorator() says where a callback of another category belongs', () => {
  expect(() => apply(SpamChecker, 'on_new_event')).toThrow(
    'Synapse has no spam checker callback "on_new_event"; it is a third party rules callback. There are check_event_for_spam, ',
  );
});

test('createCallbackDecorator() suggests nothing if nothing is near', () => {
  expect(() => apply(Federation, 'tell_the_future')).toThrow(
    'Synapse has no federation callback "tell_the_future"; there are on_event_delivered_over_federation',
  );
});

test('createCallbackDecorator() names its errors by code', () => {
  const codeOf = (call: () => unknown): string | undefined => {
    try {
      call();
    } catch (error) {
      return error instanceof BoutonError ? error.code : undefined;
    }
    return undefined;
  };

  expect(codeOf(() => apply(SpamChecker, 'nothing'))).toBe('BOUTON_UNKNOWN_CALLBACK');
  expect(codeOf(() => apply(SpamChecker, 'user_may_invite', { when: {} }))).toBe('BOUTON_DECORATOR_TARGET');
  expect(codeOf(() => apply(SpamChecker, 'check_event_for_spam', { when: { types: [] } }))).toBe(
    'BOUTON_DECORATOR_ARGUMENT',
  );
});
