import { RegistrationBehaviour } from '@bouton/sdk';
import { ASK_NEXT, type Combiner } from '../combiner.ts';
import { describeValue } from '../../text/describe-value.ts';

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
