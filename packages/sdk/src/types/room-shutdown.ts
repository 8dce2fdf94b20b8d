import type { RoomAlias, RoomId, UserId } from './ids.ts';

/** How `ModuleApi.shutdownRoom` shuts a room down. */
export interface RoomShutdownOptions {
  /** In whose name; the modules are asked. The homeserver's own if it is left out. */
  readonly requesterUserId?: UserId;
  /** A local user who creates a room for those who were in the old one; without one, no new room is made. */
  readonly newRoomUserId?: UserId;
  /** The name of the new room; Synapse's default if it is left out. */
  readonly newRoomName?: string;
  /** The first message in the new room; Synapse's default if it is left out. */
  readonly message?: string;
  /** Whether nobody may join the room again. */
  readonly block?: boolean;
  /** Whether the room is removed from the database as well; true if it is left out. */
  readonly purge?: boolean;
}

/** What became of a room that was shut down. */
export interface RoomShutdown {
  readonly kickedUsers: readonly UserId[];
  readonly failedToKickUsers: readonly UserId[];
  readonly localAliases: readonly RoomAlias[];
  /** Null if no new room was made. */
  readonly newRoomId: RoomId | null;
}
