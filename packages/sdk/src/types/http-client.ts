import type { JsonObjectLike, JsonValue } from './json.ts';

/** Arguments that become a query, after what the address has of one, or the body of a form. */
export type HttpArguments = Readonly<Record<string, string | readonly string[]>>;

/** HTTP headers by name. */
export type HttpHeaders = Readonly<Record<string, string>>;

/** What {@linkcode HttpClient.getFile} may be told. */
export interface HttpFileOptions {
  /** A body of so many bytes or more is refused. */
  readonly maxSize?: number;
  readonly headers?: HttpHeaders;
  /** Whether a file of this content type is wanted; not asked if the answer does not say. */
  readonly isAllowedContentType?: (contentType: string) => boolean;
}

/** What {@linkcode HttpClient.getFile} got. */
export interface HttpFile {
  /** In bytes. */
  readonly length: number;
  /** The headers of the answer. */
  readonly headers: Headers;
  /** The address that it was got from. */
  readonly uri: string;
  /** The HTTP status. */
  readonly status: number;
}

/**
 * HTTP requests to other services: `ModuleApi.httpClient`. There is no block list of addresses. Redirects are not followed. Proxies
 * are those of the homeserver: its `http_proxy`, `https_proxy` and `no_proxy_hosts`, or what the environment says.
 * Every method throws an `Error` if the service cannot be reached, a `SynapseError` 504 if no answer begins within a
 * minute, and an `HttpResponseError` if it is said that the answer is to be 2xx.
 */
export interface HttpClient {
  /** Gets JSON. @throws {Error} If the answer is not 2xx, or not JSON. */
  getJson(uri: string, args?: HttpArguments, headers?: HttpHeaders): Promise<JsonValue>;
  /** Puts JSON, and gets JSON. @throws {Error} If the answer is not 2xx, or not JSON. */
  putJson(
    uri: string,
    body: JsonValue | JsonObjectLike,
    args?: HttpArguments,
    headers?: HttpHeaders,
  ): Promise<JsonValue>;
  /** Posts JSON, and gets JSON. @throws {Error} If the answer is not 2xx, or not JSON. */
  postJsonGetJson(uri: string, body: JsonValue | JsonObjectLike, headers?: HttpHeaders): Promise<JsonValue>;
  /** Posts a form, and gets JSON. @throws {Error} If the answer is not 2xx, or not JSON. */
  postUrlencodedGetJson(uri: string, args?: HttpArguments, headers?: HttpHeaders): Promise<JsonValue>;
  /** Gets bytes. @throws {Error} If the answer is not 2xx. */
  getRaw(uri: string, args?: HttpArguments, headers?: HttpHeaders): Promise<Uint8Array>;
  /**
   * Gets a file into a stream, which is closed when it is complete, and broken off if it does not get so far.
   *
   * @throws {SynapseError} 502 if the answer is not 2xx, of another content type or too large, or does not end within 30
   * seconds.
   */
  getFile(url: string, destination: WritableStream<Uint8Array>, options?: HttpFileOptions): Promise<HttpFile>;
  /** Makes any request. The answer comes as it is, its body as a stream. */
  request(method: string, uri: string, body?: string | Uint8Array, headers?: HttpHeaders): Promise<Response>;
}
