import type { SynapseError } from '@bouton/sdk';
import { describeValue } from '../text/describe-value.ts';
import { CORS_HEADERS, NO_CACHE } from './headers.ts';

/** An answer with a JSON body, as Synapse sends them: for every web page, not to be cached. @throws {TypeError} If it is not JSON. */
export function jsonResponse(body: unknown): Response {
  return respond(200, body, {});
}

/** Matrix's error body. https://spec.matrix.org/v1.16/client-server-api/#standard-error-response */
export function errorResponse(error: SynapseError): Response {
  return respond(error.status, error.toJson(), error.headers);
}

function respond(status: number, body: unknown, extraHeaders: Readonly<Record<string, string>>): Response {
  const json: string | undefined = JSON.stringify(body);
  if (json === undefined) throw new TypeError(`Expected a Response or a JSON value, got ${describeValue(body)}`);
  const headers = new Headers({ ...CORS_HEADERS, 'Cache-Control': NO_CACHE, 'Content-Type': 'application/json' });
  for (const [name, value] of Object.entries(extraHeaders)) headers.set(name, value);
  return new Response(json, { status, headers });
}
