import type { JsonValue } from '@bouton/sdk';
import { globTest } from '../lib/glob.ts';
import { elementsOf, type ReadonlyJsonObject } from '../lib/json-guards.ts';

const IP_LITERAL = /^(?:\[.*|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;

/**
 * Whether the content of an `m.room.server_acl` event lets a server take part in the room. What is malformed in it counts as absent.
 * https://spec.matrix.org/v1.16/client-server-api/#mroomserver_acl
 */
export function serverAclAllows(content: ReadonlyJsonObject, serverName: string): boolean {
  if (content['allow_ip_literals'] === false && IP_LITERAL.test(serverName)) return false;
  const name = serverName.toLowerCase();
  const matches = (glob: JsonValue): boolean => typeof glob === 'string' && globTest(glob, 'all')(name);
  return !elementsOf(content['deny']).some(matches) && elementsOf(content['allow']).some(matches);
}
