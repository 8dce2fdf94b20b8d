/** Sends a browser on to an address, as Synapse does. What a header cannot carry of it is percent-encoded. */
export function redirect(address: string): Response {
  const location = address.toWellFormed().replaceAll(/[^!-~]+/gu, (text) => encodeURIComponent(text));
  return new Response(null, { status: 302, headers: { Location: location, 'Content-Type': 'text/html' } });
}
