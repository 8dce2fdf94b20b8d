/** A fully qualified Matrix user ID, `@localpart:server`. https://spec.matrix.org/v1.16/appendices/#user-identifiers */
export type UserId = `@${string}:${string}`;

/**
 * A Matrix room ID: `!opaque:server`, or `!hash` without a server name from room version 12 on.
 * https://spec.matrix.org/v1.16/appendices/#room-ids
 */
export type RoomId = `!${string}`;

/** A room alias, `#localpart:server`. https://spec.matrix.org/v1.16/appendices/#room-aliases */
export type RoomAlias = `#${string}:${string}`;

/** An event ID, `$hash`. https://spec.matrix.org/v1.16/appendices/#event-ids */
export type EventId = `$${string}`;
