import type { JsonValue } from './json.ts';
import type { MaybePromise } from './maybe-promise.ts';
import type { ParametersOf, RestOf } from './web-resource-path.ts';

/** What a web resource answers: a response, or a value that becomes its JSON body. A promise is not such a value. */
export type WebResourceAnswer = Response | JsonValue | (object & { readonly then?: never });

/** What a handler is told beside the request. */
export interface WebResourceContext<Path extends string = string> {
  /** The path's parameters by name, percent-decoded: of `/codes/:code` that is `{ code }`. None is empty. */
  readonly params: ParametersOf<Path>;
  /**
   * What stands in the place of the `*` that ends the path, percent-decoded: of `/files/*` for `/files/a/b.txt` that is
   * `a/b.txt`. It may be empty, and never has a segment `..`. Undefined if the path has no `*`.
   */
  readonly rest: RestOf<Path>;
  /** The client's IP address, as the homeserver knows it: behind a reverse proxy that it trusts, the one that the proxy says. */
  readonly address: string;
}

/**
 * Answers a web request. A thrown `SynapseError` becomes
 * Matrix's error body; anything else 500 `M_UNKNOWN`.
 */
export type WebResourceHandler<Path extends string = string> = (
  request: Request,
  context: WebResourceContext<Path>,
) => MaybePromise<WebResourceAnswer>;

/** A method that answers for its class, whose path the compiler does not see there: it may want any parameters. */
export type WebResourceMethod = (
  request: Request,
  context: { readonly params: never; readonly rest: never; readonly address: string },
) => MaybePromise<WebResourceAnswer>;
