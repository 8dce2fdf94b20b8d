import type { CallbackContract, FirstDenial } from '@bouton/contract';
import { Codes, NOT_SPAM, SynapseError } from '@bouton/sdk';
import { isArray, isJsonObject } from '../../lib/values.ts';
import type { Denial } from '../callbacks.ts';
import { ASK_NEXT, type Combiner, type ReportAnswer } from '../combiner.ts';
import { denialContract, denialError, isErrorCode } from '../denial-error.ts';

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
