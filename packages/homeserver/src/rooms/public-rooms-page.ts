import { Codes, SynapseError, type RoomId } from '@bouton/sdk';

/** A room in the public room list, which begins with the rooms that most users have joined. */
export interface ListedRoom {
  readonly roomId: RoomId;
  readonly joined: number;
}

/** Where a page ended: the list goes on behind the room, or before it. */
export interface PublicRoomsToken extends ListedRoom {
  readonly direction: 'b' | 'f';
}

/** The token of a place in the list. It stays meaningful when the list changes. */
export function formatPublicRoomsToken(direction: 'b' | 'f', { joined, roomId }: ListedRoom): string {
  return `${direction}${joined}${roomId}`;
}

/** @throws {SynapseError} 400 `M_INVALID_PARAM` if it is not a token. */
export function parsePublicRoomsToken(token: string): PublicRoomsToken {
  const [, direction, joined, roomId] = /^([bf])(\d{1,15})(!.*)$/s.exec(token) ?? [];
  if (direction === undefined) throw new SynapseError(400, "'since' is not a valid token", Codes.INVALID_PARAM);
  return { direction: direction as 'b' | 'f', joined: Number(joined), roomId: roomId as RoomId };
}

/** The indices of a page of so many rooms. */
export function pageOf(
  rooms: readonly ListedRoom[],
  size: number,
  token: PublicRoomsToken | undefined,
): { readonly start: number; readonly end: number } {
  if (token === undefined) return { start: 0, end: Math.min(size, rooms.length) };
  if (token.direction === 'f') {
    const start = rooms.filter((room) => compare(room, token) <= 0).length;
    return { start, end: Math.min(start + size, rooms.length) };
  }
  const end = rooms.filter((room) => compare(room, token) < 0).length;
  return { start: Math.max(0, end - size), end };
}

function compare(one: ListedRoom, other: ListedRoom): number {
  if (one.joined !== other.joined) return other.joined - one.joined;
  return one.roomId < other.roomId ? -1 : Number(one.roomId > other.roomId);
}
