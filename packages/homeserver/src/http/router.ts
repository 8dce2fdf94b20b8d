import type { Requester } from '@bouton/sdk';
import type { Hono } from 'hono';

/** What the handlers of requests find in their context. */
export interface RouterEnv {
  Bindings: {
    /** The client's address, from the socket. */
    ip?: string;
  };
  Variables: {
    /** Who makes the request; set by the `requireUser` middleware. */
    requester: Requester;
    /** The access token of the request; set with the requester. */
    accessToken: string;
    /** The client's address. */
    ip: string;
    /** Whether a module answers, whose headers stand. */
    isModule?: true;
  };
}

/** A part of the HTTP surface. Each area of the Client-Server API builds one, with whole paths. */
export type Router = Hono<RouterEnv>;
