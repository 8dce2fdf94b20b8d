import type { HostPort } from '@bouton/runtime';
import type { Rooms } from '../rooms/compose-rooms.ts';
import type { Users } from '../users/compose-users.ts';

/** The members of the `ModuleApi` that list users and rooms. */
export type ListingMembers = Required<
  Pick<HostPort, 'getUsersPaginate' | 'getRoomsPaginate' | 'getRoomsWithStateType'>
>;

/** What modules can see of all users and rooms, a page at a time. */
export function listingMembers({ userList }: Users, { roomList }: Rooms): ListingMembers {
  return {
    getUsersPaginate: async (options = {}) => userList.list(options),
    getRoomsPaginate: async (options = {}) => roomList.list(options),
    getRoomsWithStateType: async (eventType, options = {}) => roomList.withStateType(eventType, options),
  };
}
