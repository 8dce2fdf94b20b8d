/**
 * The types of what members take and give. `optional…` may be null. Both ends of a connection to Synapse turn values into
 * JSON and back by these names; what they do not know is JSON already.
 */
export const MEMBER_TYPES = [
  'void',
  'boolean',
  'integer',
  'number',
  'string',
  'optionalString',
  'strings',
  'userId',
  'optionalUserId',
  /** A user ID, which Synapse takes parsed. */
  'parsedUserId',
  'userIds',
  /** Any iterable of user IDs. */
  'someUserIds',
  'roomId',
  /** A room ID, which Synapse takes parsed. */
  'parsedRoomId',
  'roomIds',
  'eventId',
  'roomAlias',
  /** A room alias or null, which Synapse gives parsed. */
  'optionalRoomAlias',
  'json',
  'optionalJson',
  'actions',
  'stateFilter',
  'stateMap',
  'event',
  'optionalEvent',
  'events',
  'newEvent',
  'membership',
  'createRoomRequest',
  'roomAndAlias',
  'roomAndServers',
  'roomShutdown',
  'roomsPage',
  'roomIdsPage',
  'optionalUserInfo',
  'profileInfo',
  'medium',
  'threepids',
  'userIpAndAgents',
  'usersByService',
  'externalIds',
  'usersPage',
  'userAndToken',
  'registeredDevice',
  'registrationToken',
  'request',
  'response',
  'requester',
  'requesterOrText',
  'requestLimit',
  'presenceMap',
  /** A map from texts to booleans. */
  'booleanMap',
  'templates',
  'optionalLocalMedia',
  'taskAction',
  'optionalTask',
  /** An object with methods, each of which is a row. */
  'object',
  /** What has a type of its own in TypeScript, and stays in the process of the modules. */
  'own',
] as const;

/** One of the {@linkcode MEMBER_TYPES}. */
export type MemberType = (typeof MEMBER_TYPES)[number];
