import type { JsonValue } from '@bouton/sdk';
import { elementsOf, type ReadonlyJsonObject } from '../lib/json-guards.ts';

const IP_LITERAL = /^(?:\[.*|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;

/**
 * Whether the content of an `m.room.server_acl` event lets a server take part in the room. What is malformed in it counts as absent.
 * https://spec.matrix.org/v1.16/client-server-api/#mroomserver_acl
 */
export function serverAclAllows(content: ReadonlyJsonObject, serverName: string): boolean {
  if (content['allow_ip_literals'] === false && IP_LITERAL.test(serverName)) return false;
  const matches = (glob: JsonValue): boolean => typeof glob === 'string' && matchesGlob(serverName, glob);
  return !elementsOf(content['deny']).some(matches) && elementsOf(content['allow']).some(matches);
}

/**
 * `*` stands for any number of characters, `?` for one; case does not count. Not a regular expression: a client's glob with many
 * stars could keep one busy for ever.
 */
function matchesGlob(text: string, glob: string): boolean {
  const [name, pattern] = [text.toLowerCase(), glob.toLowerCase()];
  let [at, next] = [0, 0];
  /** Where to go on when what follows the last star does not match: the star takes one character more. */
  let retry: { at: number; readonly next: number } | undefined;
  while (at < name.length) {
    if (pattern[next] === '*') {
      next += 1;
      retry = { at, next };
    } else if (pattern[next] === '?' || pattern[next] === name[at]) {
      at += 1;
      next += 1;
    } else if (retry !== undefined) {
      retry.at += 1;
      ({ at, next } = retry);
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(next));
}
