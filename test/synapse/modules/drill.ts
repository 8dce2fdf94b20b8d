import { Codes, Module, NOT_SPAM, SpamChecker, type RoomEvent, type SpamVerdict } from '@bouton/sdk';

// Three modules that refuse alike what says that it is spam, and say that they were asked. Each has events of its own, so
// that each can have a failure rule of its own.

@Module()
export class AllowDrill {
  @SpamChecker('check_event_for_spam', { when: { type: ['drill.allow'] } })
  check(event: RoomEvent): SpamVerdict {
    return verdict(event);
  }
}

@Module()
export class DenyDrill {
  @SpamChecker('check_event_for_spam', { when: { type: ['drill.deny'] } })
  check(event: RoomEvent): SpamVerdict {
    return verdict(event);
  }
}

@Module()
export class ErrorDrill {
  @SpamChecker('check_event_for_spam', { when: { type: ['drill.error'] } })
  check(event: RoomEvent): SpamVerdict {
    return verdict(event);
  }
}

function verdict(event: RoomEvent): SpamVerdict {
  return event.content['spam'] === true ? [Codes.LIMIT_EXCEEDED, { asked: true }] : NOT_SPAM;
}
