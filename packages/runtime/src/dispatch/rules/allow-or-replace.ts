import type { CallbackContract } from '@bouton/contract';
import type { EventReplacement } from '@bouton/sdk';
import { isArray, isJsonObject } from '../../lib/values.ts';
import type { EventPermission } from '../callbacks.ts';
import { ASK_NEXT, type Combiner, type ReportAnswer } from '../combiner.ts';
import { denialContract, denialError } from '../denial-error.ts';
import { describeValue } from '../../text/describe-value.ts';
import { assertJson } from './assert-json.ts';

/**
 * `allowOrReplace`: denied at the first `[false]`; replaced, and nobody else asked, at the first `[true, replacement]`,
 * even an empty one. Elements of another type are reported, and allow; anything else than an array of one or two elements, and
 * a replacement that holds what is not JSON, is a failure of the module.
 */
export function combineAllowOrReplace(row: CallbackContract, report: ReportAnswer): Combiner<EventPermission> {
  const denial = denialContract(row);
  const allowed: EventPermission = Object.freeze({});
  return {
    take(answer, _gathered, module) {
      if (!isArray(answer) || answer.length < 1 || answer.length > 2) {
        throw new TypeError(`Expected [allowed, replacement], got ${describeValue(answer)}`);
      }
      const [isAllowed, replacement] = answer;
      if (isAllowed === false) return Object.freeze({ denial: denialError(denial) });
      if (isAllowed !== true) report(module, isAllowed, 'it counts as an allowance, because true or false is wanted');
      if (isReplacement(replacement)) {
        assertJson(replacement);
        return Object.freeze({ replacement });
      }
      if (replacement !== undefined && replacement !== null) {
        report(module, replacement, 'as a replacement; it is ignored, because the JSON of an event is wanted');
      }
      return ASK_NEXT;
    },
    end: () => allowed,
    deny: (error) => Object.freeze({ denial: error }),
  };
}

/** The host that builds the event checks the rest. */
function isReplacement(value: unknown): value is EventReplacement {
  return isJsonObject(value);
}
