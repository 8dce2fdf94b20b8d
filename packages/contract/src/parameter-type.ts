/**
 * The types of callbacks' parameters: what stands on the wire, and what TypeScript sees.
 *
 * `optional…` may be null. A `json` object is the module's own copy; an `editableJson` object is shared, so that a module's
 * edits are seen by the modules after it and by the homeserver.
 */
export const PARAMETER_TYPES = [
  'userId',
  'optionalUserId',
  'roomId',
  'optionalRoomId',
  'roomAlias',
  'visibility',
  'string',
  'optionalString',
  'integer',
  'boolean',
  'json',
  'optionalJson',
  'editableJson',
  'event',
  'stateMap',
  'requester',
  'requestInfo',
  'userProfile',
  'profileInfo',
  'presenceStates',
  'mediaFile',
  'fileInfo',
  'mediaUploadLimit',
  'request',
  'federationDelivery',
] as const;

/** One of the {@linkcode PARAMETER_TYPES}. */
export type ParameterType = (typeof PARAMETER_TYPES)[number];
