import type { JsonValue } from './json.ts';

/** Arguments that become a query, or the body of a form. */
export type HttpArguments = Readonly<Record<string, string | readonly string[]>>;

/** HTTP headers by name. */
export type HttpHeaders = Readonly<Record<string, string>>;

/** HTTP requests to other services: `ModuleApi.httpClient`. There is no block list of addresses. */
export interface HttpClient {
  /** Gets JSON. @throws {Error} Where the answer is not 2xx, or not JSON. */
  getJson(uri: string, args?: HttpArguments, headers?: HttpHeaders): Promise<JsonValue>;
  /** Puts JSON, and gets JSON. @throws {Error} Where the answer is not 2xx, or not JSON. */
  putJson(uri: string, body: JsonValue, args?: HttpArguments, headers?: HttpHeaders): Promise<JsonValue>;
  /** Posts JSON, and gets JSON. @throws {Error} Where the answer is not 2xx, or not JSON. */
  postJsonGetJson(uri: string, body: JsonValue, headers?: HttpHeaders): Promise<JsonValue>;
  /** Posts a form, and gets JSON. @throws {Error} Where the answer is not 2xx, or not JSON. */
  postUrlencodedGetJson(uri: string, args?: HttpArguments, headers?: HttpHeaders): Promise<JsonValue>;
  /** Gets bytes. @throws {Error} Where the answer is not 2xx. */
  getRaw(uri: string, args?: HttpArguments, headers?: HttpHeaders): Promise<Uint8Array>;
  /** Makes any request. The answer comes as it is, its body as a stream. */
  request(method: string, uri: string, body?: string | Uint8Array, headers?: HttpHeaders): Promise<Response>;
}
