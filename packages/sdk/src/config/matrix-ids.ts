import type { RoomAlias, RoomId, UserId } from '../types/ids.ts';

// Each of these returns the value if it is well-formed, else undefined. https://spec.matrix.org/v1.16/appendices/

const MAX_BYTES = 255;

/** A user ID. Local parts may hold whatever the spec allows for the users of old servers. */
export function parseUserId(value: unknown): UserId | undefined {
  return isIdWithServer(value, '@') ? (value as UserId) : undefined;
}

/** A room alias. */
export function parseRoomAlias(value: unknown): RoomAlias | undefined {
  return isIdWithServer(value, '#') ? (value as RoomAlias) : undefined;
}

/** A room ID: of old rooms with a server name, from room version 12 on a hash without one. */
export function parseRoomId(value: unknown): RoomId | undefined {
  const isRoomId = isId(value, '!') && (isIdWithServer(value, '!') || /^![A-Za-z0-9_-]{43}$/.test(value));
  return isRoomId ? (value as RoomId) : undefined;
}

/** A server name: a DNS name, an IPv4 address or an IPv6 address in brackets, with or without a port. */
export function parseServerName(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(value) ?? [];
  if (port !== undefined && Number(port) > 65_535) return undefined;
  const isHost = host.startsWith('[')
    ? URL.canParse(`http://${host}`)
    : /^(?=.{1,255}$)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*$/.test(host);
  return isHost ? value : undefined;
}

function isId(value: unknown, sigil: string): value is string {
  return typeof value === 'string' && value.startsWith(sigil) && Buffer.byteLength(value) <= MAX_BYTES;
}

function isIdWithServer(value: unknown, sigil: string): boolean {
  if (!isId(value, sigil)) return false;
  const colon = value.indexOf(':');
  return colon > 1 && !value.includes('\0') && parseServerName(value.slice(colon + 1)) !== undefined;
}
