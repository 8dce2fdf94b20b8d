import type { JsonValue } from './json.ts';
import type { MaybePromise } from './maybe-promise.ts';

/** What a web resource answers: a response, or a value that becomes its JSON body. A promise is not such a value. */
export type WebResourceAnswer = Response | JsonValue | (object & { readonly then?: never });

/**
 * Answers a web request. A thrown `SynapseError` becomes
 * Matrix's error body; anything else 500 `M_UNKNOWN`.
 */
export type WebResourceHandler = (request: Request) => MaybePromise<WebResourceAnswer>;
