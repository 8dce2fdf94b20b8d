import type { CallbackContract } from '@bouton/contract';
import { type PostLoginCallback, RegistrationBehaviour, type UserId } from '@bouton/sdk';
import { isArray } from '../../lib/values.ts';
import { describeValue } from '../../text/describe-value.ts';
import type { AcceptedLogin } from '../callbacks.ts';
import { ASK_NEXT, type Combiner, type ReportAnswer } from '../combiner.ts';

// The rules by which one answer counts, and nobody else is asked.

/** `firstAnswer`: the first answer that is neither undefined nor null, else undefined. */
export function combineFirstAnswer(): Combiner<unknown> {
  return {
    take: (answer) => answer ?? ASK_NEXT,
    end: () => undefined,
  };
}

/** `firstTruthy`: the first truthy answer, else undefined. As in Python, an empty object or array is not truthy. */
export function combineFirstTruthy(): Combiner<unknown> {
  return {
    take: (answer) => (answer && !isEmpty(answer) ? answer : ASK_NEXT),
    end: () => undefined,
  };
}

function isEmpty(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && Object.keys(answer).length === 0;
}

/** `firstFalsy`: false at the first falsy answer, undefined and null included; else true. */
export function combineFirstFalsy(): Combiner<boolean> {
  return {
    take: (answer) => (answer ? ASK_NEXT : false),
    end: () => true,
    deny: () => false,
  };
}

/** `firstString`: the first string, an empty one too. Undefined and null are skipped; other answers reported and skipped. */
export function combineFirstString(report: ReportAnswer): Combiner<string | undefined> {
  return {
    take(answer, _gathered, module) {
      if (typeof answer === 'string') return answer;
      if (answer !== undefined && answer !== null) report(module, answer, 'it is skipped, because a string is wanted');
      return ASK_NEXT;
    },
    end: () => undefined,
  };
}

const BEHAVIOURS: readonly unknown[] = Object.values(RegistrationBehaviour);

/** `firstBehaviour`: the first registration behaviour other than `allow`. Any other answer is a failure of the module. */
export function combineFirstBehaviour(): Combiner<RegistrationBehaviour> {
  return {
    take(answer) {
      if (answer === RegistrationBehaviour.ALLOW) return ASK_NEXT;
      if (isBehaviour(answer)) return answer;
      throw new TypeError(`Expected a registration behaviour (${BEHAVIOURS.join(', ')}), got ${describeValue(answer)}`);
    },
    end: () => RegistrationBehaviour.ALLOW,
    deny: () => RegistrationBehaviour.DENY,
  };
}

function isBehaviour(answer: unknown): answer is RegistrationBehaviour {
  return BEHAVIOURS.includes(answer);
}

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

/** `firstRegistered`: the answer of the one module that the registry kept; undefined if there is none. */
export function combineFirstRegistered(): Combiner<unknown> {
  return {
    take: (answer) => answer,
    end: () => undefined,
  };
}

/** `onlyRegistered`: the answer of the one module that may register. It is an error of the host to ask if there is none. */
export function combineOnlyRegistered(row: CallbackContract): Combiner<unknown> {
  return {
    // With a beginning of its own, every operation reaches `end`.
    begin: () => undefined,
    take: (answer) => answer,
    end() {
      throw new Error(`No module registered ${row.name}; ask has() first`);
    },
  };
}
