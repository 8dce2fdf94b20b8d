import {
  HttpResponseError,
  SynapseError,
  type HttpArguments,
  type HttpClient,
  type HttpFile,
  type HttpFileOptions,
  type HttpHeaders,
  type JsonValue,
} from '@bouton/sdk';
import { encodeArguments } from './encode-arguments.ts';
import { proxyFor, type HttpProxies } from './http-proxies.ts';
import { receiveFile } from './receive-file.ts';
import { requestByProxy } from './request-by-proxy.ts';

const ACCEPT_JSON = { accept: 'application/json' };
const JSON_BODY = { ...ACCEPT_JSON, 'content-type': 'application/json' };
const FORM_BODY = { ...ACCEPT_JSON, 'content-type': 'application/x-www-form-urlencoded' };

/** Options of a {@linkcode FetchHttpClient}; times in milliseconds. */
export interface FetchHttpClientOptions {
  /** How long an answer may take to begin: its status and headers. */
  readonly answerTimeoutMs?: number;
  /** How long the body of a file may take. */
  readonly fileTimeoutMs?: number;
  /** By which proxies other services are asked; null for none. */
  readonly proxies?: HttpProxies | null;
}

/** `ModuleApi.httpClient`, by `fetch`, with what Synapse's `SimpleHttpClient` promises. */
export class FetchHttpClient implements HttpClient {
  readonly #answerTimeoutMs: number;
  readonly #fileTimeoutMs: number;
  readonly #proxies: HttpProxies | null;

  constructor({ answerTimeoutMs = 60_000, fileTimeoutMs = 30_000, proxies = null }: FetchHttpClientOptions = {}) {
    this.#proxies = proxies;
    this.#answerTimeoutMs = answerTimeoutMs;
    this.#fileTimeoutMs = fileTimeoutMs;
  }

  async getJson(uri: string, args: HttpArguments = {}, headers: HttpHeaders = {}): Promise<JsonValue> {
    return parseJson(await this.getRaw(uri, args, withHeaders(ACCEPT_JSON, headers)));
  }

  async putJson(uri: string, body: JsonValue, args: HttpArguments = {}, headers: HttpHeaders = {}): Promise<JsonValue> {
    const answer = this.request('PUT', withQuery(uri, args), JSON.stringify(body), withHeaders(JSON_BODY, headers));
    return parseJson(await bodyOf(await answer));
  }

  async postJsonGetJson(uri: string, body: JsonValue, headers: HttpHeaders = {}): Promise<JsonValue> {
    const answer = this.request('POST', uri, JSON.stringify(body), withHeaders(JSON_BODY, headers));
    return parseJson(await bodyOf(await answer));
  }

  async postUrlencodedGetJson(uri: string, args: HttpArguments = {}, headers: HttpHeaders = {}): Promise<JsonValue> {
    const answer = this.request('POST', uri, encodeArguments(args), withHeaders(FORM_BODY, headers));
    return parseJson(await bodyOf(await answer));
  }

  async getRaw(uri: string, args: HttpArguments = {}, headers: HttpHeaders = {}): Promise<Uint8Array> {
    return bodyOf(await this.request('GET', withQuery(uri, args), undefined, headers));
  }

  async getFile(
    url: string,
    destination: WritableStream<Uint8Array>,
    options: HttpFileOptions = {},
  ): Promise<HttpFile> {
    try {
      // What arrives is to be as long as the answer says that it is.
      const headers = withHeaders({ 'accept-encoding': 'identity' }, options.headers ?? {});
      const response = await this.request('GET', url, undefined, headers);
      const length = await receiveFile(response, destination, { ...options, timeoutMs: this.#fileTimeoutMs });
      return { length, headers: response.headers, uri: response.url, status: response.status };
    } catch (error) {
      if (!destination.locked) await destination.abort(error).catch(() => undefined);
      throw error;
    }
  }

  async request(method: string, uri: string, body?: string | Uint8Array, headers: HttpHeaders = {}): Promise<Response> {
    const abort = new AbortController();
    const late = new SynapseError(504, 'Timeout waiting for response from remote server');
    const timer = setTimeout(() => abort.abort(late), this.#answerTimeoutMs);
    try {
      const request = {
        method,
        headers: { ...headers },
        signal: abort.signal,
        ...(body !== undefined && { body: bytesOf(body) }),
      };
      const proxy = this.#proxies === null ? undefined : proxyFor(new URL(uri), this.#proxies);
      if (proxy !== undefined) return await requestByProxy(proxy, new URL(uri), request);
      return await fetch(uri, { ...request, redirect: 'manual' });
    } catch (error) {
      throw unreachable(method, uri, error);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** `fetch` says of all that goes wrong on the network that it failed, and why in the cause. */
function unreachable(method: string, uri: string, error: unknown): unknown {
  if (!(error instanceof TypeError && error.cause instanceof Error)) return error;
  const reason = error.cause.message || ('code' in error.cause ? String(error.cause.code) : error.cause.name);
  // The rest of the address may hold secrets.
  return new Error(`${method} ${new URL(uri).origin} failed: ${reason}`, { cause: error.cause });
}

function withQuery(uri: string, args: HttpArguments): string {
  const query = encodeArguments(args);
  return query === '' ? uri : `${uri}${uri.includes('?') ? '&' : '?'}${query}`;
}

/** The defaults, except those that are given; names are compared regardless of case. */
function withHeaders(defaults: HttpHeaders, given: HttpHeaders): HttpHeaders {
  const names = new Set(Object.keys(given).map((name) => name.toLowerCase()));
  return { ...Object.fromEntries(Object.entries(defaults).filter(([name]) => !names.has(name))), ...given };
}

function bytesOf(body: string | Uint8Array): string | Uint8Array<ArrayBuffer> {
  return typeof body === 'string' ? body : new Uint8Array(body);
}

async function bodyOf(response: Response): Promise<Uint8Array> {
  const body = await response.bytes();
  if (!response.ok) throw new HttpResponseError(response.status, response.statusText, body);
  return body;
}

function parseJson(body: Uint8Array): JsonValue {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)) as JsonValue;
}
