import { bodyChunks, MAX_BODY_SIZE } from './read-body.ts';

/** The same request, whose body fails with 413 `M_TOO_LARGE` if it is longer than a request's may be. */
export function limitBody(request: Request): Request {
  const { method, headers, signal, url } = request;
  const hasBody = method !== 'GET' && method !== 'HEAD' && request.body !== null;
  const body = hasBody ? ReadableStream.from(bodyChunks(request, MAX_BODY_SIZE)) : null;
  return new Request(url, { method, headers, signal, body, duplex: 'half' });
}
