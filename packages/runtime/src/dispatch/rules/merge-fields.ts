import type { JsonObject } from '@bouton/sdk';
import { ASK_NEXT, type Combiner } from '../combiner.ts';
import { describeValue } from '../../text/describe-value.ts';
import { isJsonObject } from '../../lib/values.ts';

/** `mergeFields`: objects, merged in order, so that the last module wins a key. Other answers are a failure of the module. */
export function combineMergeFields(): Combiner<JsonObject, JsonObject> {
  return {
    begin: () => ({}),
    take(answer, fields) {
      if (!isJsonObject(answer)) throw new TypeError(`Expected an object, got ${describeValue(answer)}`);
      Object.assign(fields, answer);
      return ASK_NEXT;
    },
    end: (fields) => fields,
  };
}
