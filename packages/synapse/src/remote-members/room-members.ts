import type { HostPort } from '@bouton/runtime';
import type { RoomEvent } from '@bouton/sdk';
import { deepFreeze } from '@bouton/contract';
import { ListedStateMap } from '@bouton/runtime';
import type { CallSynapse } from './call-synapse.ts';

/** The members that give events, or are about the public room list. */
export type RoomMembers = Pick<
  Required<HostPort>,
  | 'getStateEventsInRoom'
  | 'getRoomState'
  | 'updateRoomMembership'
  | 'createAndSendEventIntoRoom'
  | 'getEvent'
  | 'publicRoomListManager'
>;

/** What modules do with rooms. Events are frozen. */
export function roomMembers(call: CallSynapse): RoomMembers {
  const event = async (member: string, ...args: readonly unknown[]): Promise<RoomEvent> =>
    deepFreeze((await call(member, ...args)) as RoomEvent);
  const events = async (member: string, ...args: readonly unknown[]): Promise<readonly RoomEvent[]> =>
    deepFreeze((await call(member, ...args)) as RoomEvent[]);

  return {
    getStateEventsInRoom: (roomId, types) => events('getStateEventsInRoom', roomId, types),
    getRoomState: async (roomId, eventFilter) => new ListedStateMap(await events('getRoomState', roomId, eventFilter)),
    updateRoomMembership: (...args) => event('updateRoomMembership', ...args),
    createAndSendEventIntoRoom: (sent) => event('createAndSendEventIntoRoom', sent),
    getEvent: async (eventId) => deepFreeze((await call('getEvent', eventId)) as RoomEvent | null),
    publicRoomListManager: {
      roomIsInPublicRoomList: async (roomId) =>
        (await call('publicRoomListManager.roomIsInPublicRoomList', roomId)) === true,
      addRoomToPublicRoomList: async (roomId) =>
        void (await call('publicRoomListManager.addRoomToPublicRoomList', roomId)),
      removeRoomFromPublicRoomList: async (roomId) =>
        void (await call('publicRoomListManager.removeRoomFromPublicRoomList', roomId)),
    },
  };
}
