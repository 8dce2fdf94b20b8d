import { expect, test } from 'vitest';
import { Codes } from '../types/codes.ts';
import { readCallbackNotes } from '../metadata/read-notes.ts';
import type { RoomId, UserId } from '../types/ids.ts';
import type { RoomEvent } from '../types/room-event.ts';
import { NOT_SPAM, type SpamVerdict } from '../types/spam-verdict.ts';
import type { StateMap } from '../types/state-map.ts';
import { Federation } from '../categories/federation.ts';
import { SpamChecker } from '../categories/spam-checker.ts';
import { ThirdPartyRules } from '../categories/third-party-rules.ts';
import { UnsignedEventData } from '../categories/unsigned-event-data.ts';

test('CallbackDecorator accepts all three forms, with fewer parameters, wider ones, async or not', () => {
  class Accepted {
    @SpamChecker
    userMayInvite(inviter: UserId, invitee: UserId, roomId: RoomId): SpamVerdict {
      return inviter === invitee && roomId === '!a' ? Codes.FORBIDDEN : NOT_SPAM;
    }

    @SpamChecker
    async userMayCreateRoom(user: string): Promise<SpamVerdict> {
      return user === '' ? [Codes.FORBIDDEN, { reason: 'nobody' }] : NOT_SPAM;
    }

    @SpamChecker
    userMayPublishRoom() {
      return NOT_SPAM;
    }

    @SpamChecker('user_may_send_3pid_invite')
    async checkInvite(_inviter: UserId, medium: string) {
      return medium === 'email' ? NOT_SPAM : Codes.FORBIDDEN;
    }

    @SpamChecker('check_event_for_spam', { when: { state: false, sender: 'local' } })
    checkMessage(event: RoomEvent) {
      return event.type === '' ? Codes.FORBIDDEN : NOT_SPAM;
    }

    @ThirdPartyRules('on_new_event', { when: { type: ['m.room.member'], membership: ['join'] } })
    async greet(_event: RoomEvent, state: StateMap): Promise<void> {
      await state.get('m.room.name');
    }

    @ThirdPartyRules
    checkEventAllowed(event: RoomEvent): readonly [boolean, RoomEvent] {
      return [true, event];
    }

    @UnsignedEventData('add_field_to_unsigned_callback', { when: { type: ['m.room.message'] } })
    addField(event: RoomEvent) {
      return { 'org.example.length': event.type.length };
    }

    @Federation
    onEventDeliveredOverFederation() {}
  }

  expect(readCallbackNotes(Accepted).map(({ callback, method }) => `${callback}: ${method}`)).toEqual([
    'user_may_invite: userMayInvite',
    'user_may_create_room: userMayCreateRoom',
    'user_may_publish_room: userMayPublishRoom',
    'user_may_send_3pid_invite: checkInvite',
    'check_event_for_spam: checkMessage',
    'on_new_event: greet',
    'check_event_allowed: checkEventAllowed',
    'add_field_to_unsigned_callback: addField',
    'on_event_delivered_over_federation: onEventDeliveredOverFederation',
  ]);
});

test('CallbackDecorator refuses a misspelt callback at run time too', () => {
  expect(() => {
    class Refused {
      // @ts-expect-error A misspelt callback.
      @SpamChecker
      userMayInvit(): SpamVerdict {
        return NOT_SPAM;
      }
    }
    return Refused;
  }).toThrow('Synapse has no spam checker callback "userMayInvit"; did you mean "userMayInvite"?');
});

// Only compiled: every class below is refused by the compiler where it says so.
export function refusedByTheCompiler(): unknown {
  class MisspeltName {
    // @ts-expect-error Synapse's name is user_may_invite.
    @SpamChecker('user_may_invit')
    a(): SpamVerdict {
      return NOT_SPAM;
    }

    // @ts-expect-error Synapse's names are in snake_case.
    @SpamChecker('userMayInvite')
    b(): SpamVerdict {
      return NOT_SPAM;
    }

    // @ts-expect-error A callback of another category.
    @SpamChecker
    onNewEvent(): void {}

    // @ts-expect-error Auth checkers have a decorator of their own.
    @ThirdPartyRules('auth_checkers')
    c(): void {}
  }

  class WrongParameter {
    // @ts-expect-error A user ID comes first.
    @SpamChecker
    userMayInvite(inviter: number): SpamVerdict {
      return inviter > 1 ? NOT_SPAM : Codes.FORBIDDEN;
    }

    // @ts-expect-error The second is the invitee.
    @SpamChecker('user_may_invite')
    checkInvite(_inviter: UserId, roomId: RoomId): SpamVerdict {
      return roomId === '!a' ? NOT_SPAM : Codes.FORBIDDEN;
    }

    // @ts-expect-error Not every user is Alice.
    @SpamChecker
    userMayCreateRoom(user: '@alice:example.com'): SpamVerdict {
      return user === '@alice:example.com' ? NOT_SPAM : Codes.FORBIDDEN;
    }

    // @ts-expect-error There are three parameters.
    @SpamChecker
    userMayJoinRoom(_user: UserId, _roomId: RoomId, _isInvited: boolean, more: string): SpamVerdict {
      return more === '' ? NOT_SPAM : Codes.FORBIDDEN;
    }
  }

  class WrongResult {
    // @ts-expect-error Not a verdict.
    @SpamChecker
    userMayInvite() {
      return 'no';
    }

    // @ts-expect-error Not a promise of a verdict.
    @SpamChecker
    async userMayCreateRoom() {
      return 403;
    }

    // @ts-expect-error A verdict is wanted.
    @SpamChecker('user_may_join_room')
    check(): void {}

    // @ts-expect-error A tuple is wanted.
    @ThirdPartyRules
    checkEventAllowed() {
      return true;
    }
  }

  class WrongFilter {
    // @ts-expect-error The callback receives no event.
    @SpamChecker('user_may_invite', { when: { sender: 'local' } })
    a(): SpamVerdict {
      return NOT_SPAM;
    }

    // @ts-expect-error The callback receives many events at once.
    @Federation('on_event_delivered_over_federation', { when: { sender: 'local' } })
    b(): void {}

    // @ts-expect-error There is no such condition.
    @SpamChecker('check_event_for_spam', { when: { types: ['m.room.message'] } })
    c(): SpamVerdict {
      return NOT_SPAM;
    }
  }

  class WrongTarget {
    // @ts-expect-error A static method belongs to no module.
    @SpamChecker
    static userMayInvite(): SpamVerdict {
      return NOT_SPAM;
    }

    // @ts-expect-error A property is not a method.
    @SpamChecker
    userMayCreateRoom = (): SpamVerdict => NOT_SPAM;
  }

  return [MisspeltName, WrongParameter, WrongResult, WrongFilter, WrongTarget];
}
