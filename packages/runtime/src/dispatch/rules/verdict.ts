import type { CallbackContract, FirstDenial } from '@bouton/contract';
import { Codes, type EventReplacement, NOT_SPAM, SynapseError } from '@bouton/sdk';
import { isArray, isJsonObject } from '../../lib/values.ts';
import { describeValue } from '../../text/describe-value.ts';
import type { Denial, EventPermission } from '../callbacks.ts';
import { ASK_NEXT, type Combiner, type ReportAnswer } from '../combiner.ts';
import { denialContract, denialError, isErrorCode } from '../denial-error.ts';
import { assertJson } from './assert-json.ts';

// The rules by which modules refuse something, or are only told of it.

/** `firstDenial`: ask until one denies. An answer that neither allows nor denies is reported, and denies. */
export function combineFirstDenial(row: CallbackContract, rule: FirstDenial, report: ReportAnswer): Combiner<Denial> {
  const denial = denialContract(row);
  const allows = { trueAllows: true, trueDenies: false, refused: undefined }[rule.booleans];
  const wanted = `NOT_SPAM${rule.tuples ? ', an error code or [code, additionalFields]' : ' or an error code'}`;

  return {
    take(answer, _gathered, module) {
      if (answer === NOT_SPAM) return ASK_NEXT;
      if (isErrorCode(answer)) return denialError(denial, answer);
      if (typeof answer === 'boolean' && allows !== undefined) {
        return answer === allows ? ASK_NEXT : denialError(denial, Codes.FORBIDDEN);
      }
      if (rule.messages && typeof answer === 'string') {
        return new SynapseError(denial.status, answer, Codes.FORBIDDEN);
      }
      if (rule.tuples && isArray(answer) && answer.length === 2) {
        const [code, additionalFields] = answer;
        if (isErrorCode(code) && isJsonObject(additionalFields)) return denialError(denial, code, additionalFields);
      }
      report(module, answer, `the operation is refused, because ${wanted} is wanted`);
      return denialError(denial, Codes.FORBIDDEN);
    },
    end: () => undefined,
    deny: (error) => error,
  };
}

/** `veto`: denied at the first answer that is exactly false. Other answers than booleans are reported, and allow. */
export function combineVeto(row: CallbackContract, report: ReportAnswer): Combiner<Denial> {
  const denial = denialContract(row);
  return {
    take(answer, _gathered, module) {
      if (answer === false) return denialError(denial);
      if (answer !== true) report(module, answer, 'it counts as an allowance, because true or false is wanted');
      return ASK_NEXT;
    },
    end: () => undefined,
    deny: (error) => error,
  };
}

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

/** `notifyAll` and `throwToVeto`: everybody is called; answers mean nothing. Only what they throw differs. */
export function combineNotifyAll(): Combiner<void> {
  return {
    take: () => ASK_NEXT,
    end: () => undefined,
  };
}
