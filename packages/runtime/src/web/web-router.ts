import { Codes, SynapseError, type Logger, type WebResourceHandler } from '@bouton/sdk';
import type { WebResource, WebResourceEntry } from '../registry/web-resources.ts';
import type { Registry } from '../registry/registry.ts';
import { decodePath } from './decode-path.ts';
import { CORS_HEADERS } from './headers.ts';
import { errorResponse, jsonResponse } from './json-response.ts';

/** The web resources of all modules. */
export interface WebRouter {
  /** The answer to a request, which never rejects; undefined where no module serves at its path. */
  handle(request: Request): Promise<Response> | undefined;
}

/**
 * Routes web requests to the modules. A path is matched exactly: `/a` and `/a/` differ. `OPTIONS` is answered in the
 * module's place, `HEAD` by its `GET`. A `Response` gets CORS headers where it allows no origin itself; another value
 * becomes JSON, a thrown `SynapseError` Matrix's error body, and anything else that is thrown 500 `M_UNKNOWN`.
 */
export function createWebRouter(registry: Registry, log: Logger): WebRouter {
  return {
    handle(request) {
      const path = decodePath(new URL(request.url).pathname);
      const entry = path === undefined ? undefined : registry.webResources.get(path);
      return entry && answer(entry, request, log);
    },
  };
}

async function answer(entry: WebResourceEntry, request: Request, log: Logger): Promise<Response> {
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: CORS_HEADERS });
  try {
    return await finish(request, await callHandler(entry, request, log));
  } catch (error) {
    const { pathname } = new URL(request.url);
    log.error(`Module ${entry.module} failed in ${request.method} ${pathname}`, { module: entry.module, error });
    return finish(request, errorResponse(new SynapseError(500, 'Internal server error')));
  }
}

async function callHandler({ module, resource }: WebResourceEntry, request: Request, log: Logger): Promise<Response> {
  try {
    const handler = handlerOf(resource, request.method);
    if (handler === undefined) throw new SynapseError(405, 'Unrecognized request', Codes.UNRECOGNIZED);
    const answered = await handler(request);
    return isResponse(answered) ? answered : jsonResponse(answered);
  } catch (error) {
    if (!SynapseError.is(error)) throw error;
    const response = errorResponse(error);
    const { pathname } = new URL(request.url);
    log.info(`${request.method} ${pathname}: ${error.status} ${error.errcode} ${error.message}`, { module });
    return response;
  }
}

function handlerOf(resource: WebResource, method: string): WebResourceHandler | undefined {
  if (typeof resource === 'function') return resource;
  switch (method) {
    case 'HEAD':
      return resource.GET;
    case 'GET':
    case 'POST':
    case 'PUT':
    case 'DELETE':
      return resource[method];
    default:
      return undefined;
  }
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
  if (request.method !== 'HEAD') return new Response(response.body, { status, statusText, headers });
  await response.body?.cancel();
  return new Response(null, { status, statusText, headers });
}
