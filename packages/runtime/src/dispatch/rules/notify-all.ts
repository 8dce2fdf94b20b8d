import { ASK_NEXT, type Combiner } from '../combiner.ts';

/** `notifyAll` and `throwToVeto`: everybody is called; answers mean nothing. Only what they throw differs. */
export function combineNotifyAll(): Combiner<void> {
  return {
    take: () => ASK_NEXT,
    end: () => undefined,
  };
}
