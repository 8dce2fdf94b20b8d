/** What lets the JavaScript of any web page use a resource. https://spec.matrix.org/v1.16/client-server-api/#web-browser-clients */
export const CORS_HEADERS: Readonly<Record<string, string>> = Object.freeze({
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, DELETE, OPTIONS',
  'Access-Control-Allow-Headers': 'X-Requested-With, Content-Type, Authorization, Date',
  'Access-Control-Expose-Headers': 'Synapse-Trace-Id, Server',
});

/** What keeps an answer out of the caches of browsers and proxies. */
export const NO_CACHE: string = 'no-cache, no-store, must-revalidate';
