/** What follows the first colon of an ID: the server name; undefined if there is no colon. */
export function findServerName(id: string): string | undefined {
  const colon = id.indexOf(':');
  return colon === -1 ? undefined : id.slice(colon + 1);
}
