import type { JsonValue, MaybePromise } from '@bouton/sdk';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request that a {@linkcode HttpService} has got. */
export interface ServiceRequest {
  readonly method: string;
  /** As it was sent, without the query: `/users/%40alice%3Alocalhost`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** What the parameters of the route stand for, decoded: of `GET /users/:id`, `id`. */
  readonly params: Readonly<Record<string, string>>;
  /** The body; empty if there is none. */
  readonly text: string;
  /** The body as JSON. @throws {SyntaxError} If it is not JSON. */
  json(): JsonValue;
}

/** What a service answers with: a `Response`, or a value that becomes a body of JSON with status 200. */
export type ServiceReply = Response | JsonValue;

/** An answer that a test states: a reply, or a function of the request that gives one. */
export type ServiceAnswer = ServiceReply | ((request: ServiceRequest) => MaybePromise<ServiceReply>);

interface Route {
  readonly name: string;
  readonly method: string;
  readonly pattern: RegExp;
  /** The next comes first. The last one stays. */
  answers: (ServiceAnswer | typeof HANG_UP)[];
}

const HANG_UP = Symbol('hang up');

/**
 * A real HTTP server on the loopback address: the service that a module asks, in a test. The test states its answers, and
 * sees its requests.
 *
 * @example
 * ```ts
 * await using service = await startHttpService({ 'GET /users/:id': ({ params }) => ({ name: params['id'] ?? '' }) });
 * service.answer('POST /mails', new Response(null, { status: 503 }), { sent: true }); // first the one, then the other
 * ```
 */
export class HttpService implements AsyncDisposable {
  /** What was asked, in order. */
  readonly requests: ServiceRequest[] = [];
  readonly #routes = new Map<string, Route>();
  readonly #server = createServer((request, response) => void this.#handle(request, response));

  /** Where the service listens, without a trailing slash: `http://127.0.0.1:40123`. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /**
   * States what is answered from now on, instead of what was stated before.
   *
   * @param route A method and a path. A segment `:name` stands for any one, a `*` at the end for any rest:
   *   `PUT /rooms/:room/topic`, `GET /files/*`.
   * @param answers Given in turn; the last one for good.
   * @throws {TypeError} If the route is not a method and a path, or there is no answer.
   */
  answer(route: string, ...answers: readonly ServiceAnswer[]): void {
    if (answers.length === 0) throw new TypeError(`No answer is stated for ${route}`);
    this.#routes.set(route, { ...parseRoute(route), answers: [...answers] });
  }

  /** From now on, closes the connection of such a request without an answer. */
  hangUp(route: string): void {
    this.#routes.set(route, { ...parseRoute(route), answers: [HANG_UP] });
  }

  /** Takes the requests out: those since it was last asked. */
  take(): ServiceRequest[] {
    return this.requests.splice(0);
  }

  /** Begins to listen, at a port that nobody uses. */
  async listen(): Promise<this> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    return this;
  }

  /** Stops the service; requests without an answer are broken off. */
  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = incoming;
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
    const body = await text(incoming).catch(() => '');
    const [route, params] = this.#find(method, pathname);
    const request: ServiceRequest = {
      method,
      path: pathname,
      query: searchParams,
      headers: new Headers(Object.entries(incoming.headersDistinct).flatMap(toHeaders)),
      params,
      text: body,
      json: () => JSON.parse(body) as JsonValue,
    };
    this.requests.push(request);
    const answer = route === undefined ? this.#unstated(request) : nextAnswer(route);
    if (answer === HANG_UP) {
      outgoing.destroy();
      return;
    }
    const response = await replyTo(request, answer);
    outgoing.statusCode = response.status;
    outgoing.setHeaders(response.headers);
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  }

  #find(method: string, path: string): [Route | undefined, Record<string, string>] {
    for (const route of this.#routes.values()) {
      const found = route.method === method ? route.pattern.exec(path) : null;
      if (found === null) continue;
      return [
        route,
        Object.fromEntries(Object.entries(found.groups ?? {}).map(([name, part]) => [name, decode(part)])),
      ];
    }
    return [undefined, {}];
  }

  #unstated({ method, path }: ServiceRequest): Response {
    const known = [...this.#routes.keys()];
    const stated = known.length === 0 ? 'nothing is stated' : `stated are ${known.join(', ')}`;
    return Response.json({ error: `No answer is stated for ${method} ${path}; ${stated}` }, { status: 404 });
  }
}

/** Starts a {@linkcode HttpService}. What is not stated is answered with 404, and the routes that there are. */
export async function startHttpService(answers: Readonly<Record<string, ServiceAnswer>> = {}): Promise<HttpService> {
  const service = new HttpService();
  for (const [route, answer] of Object.entries(answers)) service.answer(route, answer);
  return service.listen();
}

function parseRoute(route: string): Omit<Route, 'answers'> {
  const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(route) ?? [];
  if (method === undefined || path === undefined) {
    throw new TypeError(`A route is a method and a path, like "GET /users/:id"; found ${JSON.stringify(route)}`);
  }
  const source = path
    .replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replace(/\*$/, '.*')
    .replaceAll(/:([a-zA-Z]\w*)/g, '(?<$1>[^/]+)');
  return { name: route, method, pattern: new RegExp(`^${source}$`) };
}

function nextAnswer({ answers }: Route): ServiceAnswer | typeof HANG_UP {
  return (answers.length > 1 ? answers.shift() : answers[0]) as ServiceAnswer | typeof HANG_UP;
}

async function replyTo(request: ServiceRequest, answer: ServiceAnswer): Promise<Response> {
  try {
    const reply = typeof answer === 'function' ? await answer(request) : answer;
    return reply instanceof Response ? reply.clone() : Response.json(reply);
  } catch (error) {
    return Response.json({ error: `The answer of the test failed: ${String(error)}` }, { status: 500 });
  }
}

function toHeaders([name, values = []]: [string, string[] | undefined]): [string, string][] {
  return values.map((value) => [name, value]);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
