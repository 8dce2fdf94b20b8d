export { authEventKeys } from './auth-event-keys.ts';
export { assertAdditionalCreators } from './authorize-create.ts';
export { authorizeRedaction, type RedactionTarget } from './authorize-redaction.ts';
export { authorize } from './authorize.ts';
export { buildEvent, type BuildEventOptions, type BuiltEvent } from './build-event.ts';
export { canonicalJson } from './canonical-json.ts';
export {
  toClientEvent,
  toStrippedState,
  toSyncEvent,
  type ClientEvent,
  type StrippedStateEvent,
  type SyncEvent,
} from './client-event.ts';
export type { EventDraft } from './event-draft.ts';
export { isUserId, serverNameOf } from './identifiers.ts';
export { parsePdu, type Pdu } from './pdu.ts';
export { PowerLevels } from './power-levels.ts';
export { redact } from './redact.ts';
export { relationOf, type Relation } from './relation.ts';
export { redactsOf, toRoomEvent } from './room-event.ts';
export {
  DEFAULT_ROOM_VERSION,
  isRoomVersionId,
  ROOM_VERSIONS,
  type RoomVersion,
  type RoomVersionId,
} from './room-version.ts';
export { SigningKey, type StoredSigningKey } from './signing-key.ts';
export { joinRuleOf, membershipOf, type StateKey, type StateLookup } from './state-lookup.ts';
export { validateDraft } from './validate-draft.ts';
