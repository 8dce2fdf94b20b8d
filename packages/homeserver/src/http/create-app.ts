import { CORS_HEADERS, NO_CACHE, type Clock, type WebRouter } from '@bouton/runtime';
import { Codes, SynapseError, type Logger } from '@bouton/sdk';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { RefusedByRules } from '../events/forbidden.ts';
import { limitBody } from './limit-body.ts';
import { noteAddress } from './request-address.ts';
import type { Router, RouterEnv } from './router.ts';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const;

/** Methods that a `Request` cannot have. */
const UNSUPPORTED = new Set(['CONNECT', 'TRACE', 'TRACK']);

/** What an app is made of. */
export interface AppParts {
  /** The parts of the HTTP surface. */
  readonly routers: readonly Router[];
  /** The web resources of the modules. They answer if the homeserver itself does not. */
  readonly web: Pick<WebRouter, 'handle'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Answers a request that came from that address. Never rejects. */
export type FetchHandler = (request: Request, ip: string) => Promise<Response>;

/** Puts the parts of the HTTP surface together, with what holds for all of them: CORS, errors, the log. */
export function createApp({ routers, web, clock, log }: AppParts): FetchHandler {
  const app = new Hono<RouterEnv>();
  app.use(logRequests(clock, log), addHeaders, checkPath);
  for (const router of routers) app.route('/', router);
  app.onError((error) => errorResponse(error, log));
  app.notFound(async (c) => {
    if (METHODS.some((method) => serves(app, method, c.req.path))) {
      return errorResponse(new SynapseError(405, 'Unrecognized request', Codes.UNRECOGNIZED), log);
    }
    const { ip } = c.var;
    const answer = UNSUPPORTED.has(c.req.method) ? undefined : web.handle(noteAddress(limitBody(c.req.raw), ip), ip);
    if (answer !== undefined) {
      c.set('isModule', true);
      return answer;
    }
    return errorResponse(new SynapseError(404, 'Unrecognized request', Codes.UNRECOGNIZED), log);
  });
  return async (request, ip) => app.fetch(request, { ip });
}

function logRequests(clock: Clock, log: Logger): MiddlewareHandler<RouterEnv> {
  return async (c, next) => {
    const began = clock.now();
    c.set('ip', c.env.ip ?? '127.0.0.1');
    await next();
    const { method } = c.req;
    const path = pathnameOf(c);
    const fields = { method, path, status: c.res.status, ms: clock.now() - began, user: requesterOf(c) };
    log.info(`${method} ${path} ${c.res.status}`, fields);
  };
}

/** https://spec.matrix.org/v1.16/client-server-api/#web-browser-clients */
const addHeaders: MiddlewareHandler<RouterEnv> = async (c, next) => {
  if (c.req.method === 'OPTIONS') c.res = new Response(null, { status: 204 });
  else await next();
  if (c.var.isModule === true) return;
  for (const [name, value] of Object.entries(CORS_HEADERS)) c.res.headers.set(name, value);
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', NO_CACHE);
};

const checkPath: MiddlewareHandler<RouterEnv> = async (c, next) => {
  try {
    decodeURIComponent(pathnameOf(c));
  } catch {
    throw new SynapseError(400, 'The path is not percent-encoded UTF-8', Codes.INVALID_PARAM);
  }
  await next();
};

/** The path as it was sent. The query stays out of the log: it may hold an access token. */
function pathnameOf(c: Context<RouterEnv>): string {
  return new URL(c.req.url).pathname;
}

function requesterOf(c: Context<RouterEnv>): string | undefined {
  return (c.get('requester') as RouterEnv['Variables']['requester'] | undefined)?.user;
}

/** Whether there is a handler for that method and path. */
function serves(app: Hono<RouterEnv>, method: string, path: string): boolean {
  const [handlers] = app.router.match(method, path);
  return handlers.some(([[, route]]) => route.method === method);
}

/**
 * The answer to a request that failed: a `SynapseError` as it is, anything else as 500 `M_UNKNOWN`, with an entry in the
 * log. https://spec.matrix.org/v1.16/client-server-api/#standard-error-response
 */
function errorResponse(error: unknown, log: Logger): Response {
  if (!SynapseError.is(error)) log.error('Cannot answer a request', { error });
  const shown = SynapseError.is(error) ? error : new SynapseError(500, 'Internal server error');
  const body = shown instanceof RefusedByRules ? { ...shown.toJson(), errcode: Codes.FORBIDDEN } : shown.toJson();
  return Response.json(body, { status: shown.status, headers: shown.headers });
}
