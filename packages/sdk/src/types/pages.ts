import type { RoomAlias, RoomId, UserId } from './ids.ts';

/** Which part of a long list is wanted. */
export interface PageOptions {
  /** How many entries are left out at the beginning; 0 by default. */
  readonly from?: number;
  /** How many entries are wanted at most; 100 by default. */
  readonly limit?: number;
}

/** Which users `ModuleApi.getUsersPaginate` lists. */
export interface UsersPageOptions extends PageOptions {
  /** Only users with this text in their localpart or display name, in small or capital letters. */
  readonly name?: string;
  /** Whether guests are listed as well; true by default. */
  readonly guests?: boolean;
  /** Only users who are deactivated, or only those who are not. */
  readonly deactivated?: boolean;
  /** Only administrators of the homeserver, or only those who are not. */
  readonly admins?: boolean;
}

/** A local user in a list. */
export interface ListedUser {
  readonly userId: UserId;
  readonly displayname: string | null;
  /** An `mxc:` URI. */
  readonly avatarUrl: string | null;
  /** A special kind of account, such as `bot` or `support`. */
  readonly userType: string | null;
  /** Milliseconds since the epoch. */
  readonly creationTs: number;
  readonly isAdmin: boolean;
  readonly isDeactivated: boolean;
  readonly isGuest: boolean;
}

/** A part of the list of local users. */
export interface UsersPage {
  readonly users: readonly ListedUser[];
  /** How many users there are on all pages. */
  readonly total: number;
}

/** Which rooms `ModuleApi.getRoomsPaginate` lists. */
export interface RoomsPageOptions extends PageOptions {
  /**
   * Only rooms with this text in their name or in the localpart of their canonical alias, in small or capital letters, and the
   * room with exactly this ID.
   */
  readonly searchTerm?: string;
  /** Only rooms of the public room list, or only those that are not on it. */
  readonly publicRooms?: boolean;
  /** Only rooms that nobody is in, or only those that somebody is in. */
  readonly emptyRooms?: boolean;
}

/** A room in a list. */
export interface ListedRoom {
  readonly roomId: RoomId;
  readonly name: string | null;
  readonly canonicalAlias: RoomAlias | null;
  /** How many users of all servers have joined it. */
  readonly joinedMembers: number;
  /** How many local users have joined it. */
  readonly joinedLocalMembers: number;
  /** The room version. */
  readonly version: string | null;
  readonly creator: UserId | null;
  /** The algorithm that encrypts it. */
  readonly encryption: string | null;
  /** Whether it is on the public room list. */
  readonly public: boolean;
  /** `public`, `invite`, … */
  readonly joinRules: string | null;
  /** `m.space` for a space. */
  readonly roomType: string | null;
}

/** A part of the list of rooms. */
export interface RoomsPage {
  readonly rooms: readonly ListedRoom[];
  /** How many rooms there are on all pages. */
  readonly total: number;
}

/** A part of the rooms that have some state. */
export interface RoomIdsPage {
  readonly rooms: readonly RoomId[];
  /** How many rooms there are on all pages. */
  readonly total: number;
}
