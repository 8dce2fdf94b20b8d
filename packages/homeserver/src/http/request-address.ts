/** From where requests came that modules answer. */
const ADDRESSES = new WeakMap<Request, string>();

/** Notes from where a request came; a `Request` itself does not say. */
export function noteAddress(request: Request, ip: string): Request {
  ADDRESSES.set(request, ip);
  return request;
}

/** From where a request came; undefined if that was not noted. */
export function addressOf(request: Request): string | undefined {
  return ADDRESSES.get(request);
}
