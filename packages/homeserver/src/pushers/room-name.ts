import type { UserId } from '@bouton/sdk';
import type { RoomStore, StoredEvent } from '../rooms/room-store.ts';

/**
 * What a room is called in a notification: its name, its canonical alias, or who else is in it, as of an event. Undefined if
 * one other user is in it, and if the user is invited: clients know better then.
 */
export function roomNameFor(userId: UserId, { event, stream }: StoredEvent, rooms: RoomStore): string | undefined {
  const { room_id: roomId } = event;
  const state = (type: string, stateKey = ''): StoredEvent | undefined =>
    rooms.stateEvent(roomId, type, stateKey, stream);
  const name = textIn(state('m.room.name'), 'name');
  if (name !== undefined) return name;
  const alias = textIn(state('m.room.canonical_alias'), 'alias');
  if (alias !== undefined && /^#.*:.+$/.test(alias)) return alias;

  const own = state('m.room.member', userId);
  if (own?.event.content['membership'] === 'invite') {
    return state('m.room.member', own.event.sender) === undefined ? 'Room Invite' : undefined;
  }
  const members = rooms
    .stateOfType(roomId, 'm.room.member', stream)
    .filter((member) => ['join', 'invite'].includes(textIn(member, 'membership') ?? ''))
    .toSorted((one, other) => one.event.origin_server_ts - other.event.origin_server_ts || one.stream - other.stream);
  const [first, second, ...more] = members.filter((member) => member.event.state_key !== userId);
  if (first === undefined) {
    const hasInvited = rooms.stateOfType(roomId, 'm.room.third_party_invite', stream).length > 0;
    return hasInvited && members[0]?.event.sender === userId ? 'Inviting email address' : 'Empty Room';
  }
  if (second === undefined) return undefined;
  if (more.length > 0) return `${nameOfMember(first)} and ${more.length + 1} others`;
  return `${nameOfMember(first)} and ${nameOfMember(second)}`;
}

/** The display name that a member event gives, else the user's ID. */
export function nameOfMember(member: StoredEvent): string {
  return textIn(member, 'displayname') ?? member.event.state_key ?? '';
}

function textIn(stored: StoredEvent | undefined, field: string): string | undefined {
  const text = stored?.event.content[field];
  return typeof text === 'string' && text !== '' ? text : undefined;
}
