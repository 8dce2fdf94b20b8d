import { Codes, SynapseError, type Logger, type WebResourceContext, type WebResourceHandler } from '@bouton/sdk';
import type { WebResource, WebResourceEntry } from '../registry/web-resources.ts';
import { decodeSegments, PathPattern, type PathMatch } from '../registry/path-pattern.ts';
import type { Registry } from '../registry/registry.ts';
import { CORS_HEADERS } from './headers.ts';
import { errorResponse, jsonResponse } from './json-response.ts';

/** The web resources of all modules. */
export interface WebRouter {
  /**
   * The answer to a request, which never rejects; undefined if no module serves at its path.
   *
   * @param address The client's IP address.
   */
  handle(request: Request, address: string): Promise<Response> | undefined;
}

interface Route extends PathMatch {
  readonly entry: WebResourceEntry;
}

/**
 * Routes web requests to the modules. A path is matched exactly: `/a` and `/a/` differ. Of several that match, the one answers
 * that says more (see {@linkcode PathPattern.compare}). `OPTIONS` is answered in the module's place, `HEAD` by its `GET`. A
 * `Response` gets CORS headers if it allows no origin itself, and the type of bytes if it says none; another value becomes JSON,
 * a thrown `SynapseError` Matrix's error body, and anything else that is thrown 500 `M_UNKNOWN`.
 */
export function createWebRouter(registry: Registry, log: Logger): WebRouter {
  const routeOf = createRoutes(registry.webResources);
  return {
    handle(request, address) {
      const segments = decodeSegments(new URL(request.url).pathname);
      const route = segments && routeOf(segments);
      return route && answer(route, request, address, log);
    },
  };
}

function createRoutes(
  resources: ReadonlyMap<string, WebResourceEntry>,
): (segments: readonly string[]) => Route | undefined {
  const literals = new Map<string, WebResourceEntry>();
  const patterns: { readonly pattern: PathPattern; readonly entry: WebResourceEntry }[] = [];
  for (const [path, entry] of resources) {
    const pattern = new PathPattern(path);
    if (pattern.isLiteral) literals.set(JSON.stringify(path.split('/').slice(1)), entry);
    else patterns.push({ pattern, entry });
  }
  patterns.sort((one, other) => PathPattern.compare(one.pattern, other.pattern));
  return (segments) => {
    const literal = literals.get(JSON.stringify(segments));
    if (literal !== undefined) return { entry: literal, params: {}, rest: undefined };
    for (const { pattern, entry } of patterns) {
      const match = pattern.match(segments);
      if (match !== undefined) return { entry, ...match };
    }
    return undefined;
  };
}

async function answer(route: Route, request: Request, address: string, log: Logger): Promise<Response> {
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: CORS_HEADERS });
  const { module } = route.entry;
  try {
    return await finish(request, await callHandler(route, request, address, log));
  } catch (error) {
    const { pathname } = new URL(request.url);
    log.error(`Module ${module} failed in ${request.method} ${pathname}`, { module, error });
    return finish(request, errorResponse(new SynapseError(500, 'Internal server error')));
  }
}

async function callHandler(route: Route, request: Request, address: string, log: Logger): Promise<Response> {
  const { entry, params, rest } = route;
  const context: WebResourceContext = Object.freeze({ params: Object.freeze(params), rest, address });
  try {
    const answered = await handlerOf(entry.resource, request.method)(request, context);
    return isResponse(answered) ? answered : jsonResponse(answered);
  } catch (error) {
    if (!SynapseError.is(error)) throw error;
    const response = errorResponse(error);
    const { pathname } = new URL(request.url);
    const { module } = entry;
    log.info(`${request.method} ${pathname}: ${error.status} ${error.errcode} ${error.message}`, { module });
    return response;
  }
}

function handlerOf(resource: WebResource, method: string): WebResourceHandler {
  if (typeof resource === 'function') return resource;
  const name = method === 'HEAD' ? 'GET' : method;
  const handler = Object.hasOwn(resource, name) ? resource[name as keyof typeof resource] : undefined;
  if (handler !== undefined) return handler;
  const methods = Object.keys(resource).flatMap((known) => (known === 'GET' ? ['GET', 'HEAD'] : [known]));
  throw new SynapseError(
    405,
    'Unrecognized request',
    Codes.UNRECOGNIZED,
    {},
    { Allow: [...methods, 'OPTIONS'].join(', ') },
  );
}

/** Not `instanceof`: HTTP servers put their own classes in the place of the global one. */
function isResponse(value: unknown): value is Response {
  return Object.prototype.toString.call(value) === '[object Response]';
}

async function finish(request: Request, response: Response): Promise<Response> {
  const { status, statusText } = response;
  const headers = new Headers(response.headers);
  if (!headers.has('Access-Control-Allow-Origin')) {
    for (const [name, value] of Object.entries(CORS_HEADERS)) headers.set(name, value);
  }
  // Every HTTP server has another type for a body that has none; a browser would even guess.
  if (response.body !== null && !headers.has('Content-Type')) headers.set('Content-Type', 'application/octet-stream');
  if (request.method !== 'HEAD') return new Response(response.body, { status, statusText, headers });
  await response.body?.cancel();
  return new Response(null, { status, statusText, headers });
}
