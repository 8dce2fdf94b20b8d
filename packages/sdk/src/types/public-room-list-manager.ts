import type { RoomId } from './ids.ts';

/** What a module may ask of the public room list: `ModuleApi.publicRoomListManager`. */
export interface PublicRoomListManager {
  /** Whether the room is in the public room list; false for an unknown room. */
  roomIsInPublicRoomList(roomId: RoomId): Promise<boolean>;
  /** Puts the room in the public room list. Asks no module and checks no permission. */
  addRoomToPublicRoomList(roomId: RoomId): Promise<void>;
  /** Takes the room out of the public room list. Asks no module and checks no permission. */
  removeRoomFromPublicRoomList(roomId: RoomId): Promise<void>;
}
