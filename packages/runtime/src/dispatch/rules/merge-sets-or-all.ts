import { PRESENCE_ALL_USERS, type UserId } from '@bouton/sdk';
import { ASK_NEXT, type Combiner, type ReportAnswer } from '../combiner.ts';

/** `mergeSetsOrAll`: sets of user IDs, united; `PRESENCE_ALL_USERS` ends it. Other answers are reported and skipped. */
export function combineMergeSetsOrAll(
  report: ReportAnswer,
): Combiner<ReadonlySet<UserId> | typeof PRESENCE_ALL_USERS, Set<UserId>> {
  return {
    begin: () => new Set(),
    take(answer, users, module) {
      if (answer === PRESENCE_ALL_USERS) return PRESENCE_ALL_USERS;
      if (isUsers(answer)) for (const userId of answer) users.add(userId);
      else report(module, answer, 'it is skipped, because a Set of user IDs or PRESENCE_ALL_USERS is wanted');
      return ASK_NEXT;
    },
    end: (users) => users,
  };
}

function isUsers(answer: unknown): answer is ReadonlySet<UserId> {
  return answer instanceof Set;
}
