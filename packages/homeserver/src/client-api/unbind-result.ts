/**
 * What a client is told about identity servers that know an address: this homeserver does not speak to them, so what they know
 * they go on knowing. https://spec.matrix.org/v1.16/client-server-api/#post_matrixclientv3account3pidunbind
 */
export function unbindResult(identityServers: readonly string[]): 'success' | 'no-support' {
  return identityServers.length === 0 ? 'success' : 'no-support';
}
