import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { connect } from 'node:tls';
import type { HttpProxy } from './http-proxies.ts';

/** A request, as `fetch` takes it. */
export interface ProxiedRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Breaks the request off, until the answer's headers are there. */
  readonly signal: AbortSignal;
}

/** Answers that have no body. */
const WITHOUT_BODY: ReadonlySet<number> = new Set([101, 204, 205, 304]);

/**
 * Sends a request by way of a proxy, as Synapse does: an `http:` address is asked of the proxy, an `https:` address through a
 * tunnel. Resolves when the answer's headers are there.
 *
 * @throws {TypeError} If the network fails, with the reason in the cause, as `fetch` does.
 */
export async function requestByProxy(proxy: HttpProxy, url: URL, request: ProxiedRequest): Promise<Response> {
  try {
    const headers = { accept: '*/*', 'user-agent': 'node', ...lowerCased(request.headers), host: url.host };
    const sent =
      url.protocol === 'https:' ? await tunnelled(proxy, url, request, headers) : asked(proxy, url, request, headers);
    sent.end(request.body);
    const [message] = (await once(sent, 'response', { signal: request.signal })) as [http.IncomingMessage];
    return responseOf(message, url);
  } catch (error) {
    if (request.signal.aborted) throw request.signal.reason;
    throw new TypeError('fetch failed', { cause: error });
  }
}

function asked(proxy: HttpProxy, url: URL, { method, signal }: ProxiedRequest, headers: Headers): http.ClientRequest {
  const path = `${url.origin}${url.pathname}${url.search}`;
  return toProxy(proxy, { method, path, headers: { ...headers, ...authorizationOf(proxy) }, signal });
}

async function tunnelled(
  proxy: HttpProxy,
  url: URL,
  { method, signal }: ProxiedRequest,
  headers: Headers,
): Promise<http.ClientRequest> {
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const target = `${url.hostname}:${url.port || '443'}`;
  const opening = toProxy(proxy, {
    method: 'CONNECT',
    path: target,
    headers: { host: target, ...authorizationOf(proxy) },
    signal,
  });
  opening.end();
  const [answer, socket] = (await once(opening, 'connect', { signal })) as [http.IncomingMessage, Socket];
  if (answer.statusCode !== 200) {
    socket.destroy();
    throw new Error(`The proxy answered ${answer.statusCode}`);
  }
  const servername = isIP(hostname) === 0 ? hostname : '';
  const sent = https.request({
    method,
    path: url.pathname + url.search,
    headers,
    signal,
    // No agent is named: one would make a connection of its own.
    createConnection: () => connect({ socket, host: hostname, servername }),
  });
  // A tunnel serves one request; if TLS fails in it, it would stay open.
  return sent.once('close', () => socket.destroy());
}

type Headers = Readonly<Record<string, string>>;

function toProxy({ isTls, host, port }: HttpProxy, options: http.RequestOptions): http.ClientRequest {
  // Connections are not kept: a proxy may end one at any time.
  return (isTls ? https : http).request({ ...options, host, port, agent: false });
}

function authorizationOf({ authorization }: HttpProxy): Headers {
  return authorization === undefined ? {} : { 'proxy-authorization': authorization };
}

function lowerCased(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function responseOf(message: http.IncomingMessage, url: URL): Response {
  const { statusCode = 0, statusMessage = '', rawHeaders } = message;
  const headers = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] satisfies [string, string]] : [],
  );
  const body = WITHOUT_BODY.has(statusCode) ? null : (Readable.toWeb(message) as ReadableStream<Uint8Array>);
  if (body === null) message.resume();
  const response = new Response(body, { status: statusCode, statusText: statusMessage, headers });
  return Object.defineProperty(response, 'url', { value: url.href });
}
