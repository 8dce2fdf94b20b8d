/** What follows the first colon of an ID: the server name; undefined where there is no colon. */
export function serverNameOf(id: string): string | undefined {
  const colon = id.indexOf(':');
  return colon === -1 ? undefined : id.slice(colon + 1);
}
