import { SynapseError, type EventId, type JsonObject } from '@bouton/sdk';
import { isJsonObject } from '../lib/json-guards.ts';

/** How an event relates to another. https://spec.matrix.org/v1.16/client-server-api/#forming-relationships-between-events */
export interface Relation {
  /** `m.annotation`, `m.replace`, `m.thread` or `m.reference`; clients may send others. */
  readonly relType: string;
  /** The event related to. */
  readonly parentId: EventId;
  /** What an annotation says: `👍`. */
  readonly key?: string;
}

const MAX_ANNOTATION_CHARACTERS = 500;

/** The relation that an event's content declares; undefined if it declares none, or a malformed one. */
export function relationOf(content: Readonly<JsonObject>): Relation | undefined {
  const relation = content['m.relates_to'];
  if (!isJsonObject(relation)) return undefined;
  const { rel_type: relType, event_id: parentId, key } = relation;
  if (typeof relType !== 'string' || typeof parentId !== 'string') return undefined;
  const annotates = relType === 'm.annotation' && typeof key === 'string';
  return { relType, parentId: parentId as EventId, ...(annotates && { key }) };
}

/**
 * Refuses an annotation that says nothing or too much. Whether the parent is known is for who knows the room's events.
 *
 * @throws SynapseError 400 `M_UNKNOWN`.
 */
export function assertRelation(content: Readonly<JsonObject>): void {
  const relation = relationOf(content);
  if (relation?.relType !== 'm.annotation') return;
  if (relation.key === undefined) throw new SynapseError(400, 'Missing aggregation key');
  if (Array.from(relation.key).length > MAX_ANNOTATION_CHARACTERS) {
    throw new SynapseError(400, 'Aggregation key is too long');
  }
}
