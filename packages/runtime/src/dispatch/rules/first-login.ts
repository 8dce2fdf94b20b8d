import type { PostLoginCallback, UserId } from '@bouton/sdk';
import { isArray } from '../../lib/values.ts';
import type { AcceptedLogin } from '../callbacks.ts';
import { ASK_NEXT, type Combiner, type ReportAnswer } from '../combiner.ts';

/** `firstLogin`: the first `[userId]` or `[userId, afterLogin]`. Answers of another shape are reported and skipped. */
export function combineFirstLogin(report: ReportAnswer): Combiner<AcceptedLogin | undefined> {
  return {
    take(answer, _gathered, module) {
      if (answer === undefined || answer === null) return ASK_NEXT;
      if (isLogin(answer)) {
        const [userId, afterLogin] = answer;
        return Object.freeze(afterLogin ? { userId, afterLogin } : { userId });
      }
      report(module, answer, 'it is skipped, because [userId, afterLogin] is wanted');
      return ASK_NEXT;
    },
    end: () => undefined,
  };
}

function isLogin(answer: unknown): answer is readonly [UserId, (PostLoginCallback | null)?] {
  if (!isArray(answer) || answer.length < 1 || answer.length > 2) return false;
  const [userId, afterLogin] = answer;
  return (
    typeof userId === 'string' && (afterLogin === undefined || afterLogin === null || typeof afterLogin === 'function')
  );
}
