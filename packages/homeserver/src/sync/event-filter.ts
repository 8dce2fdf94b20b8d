import { z } from 'zod';

const names = z.array(z.string());

/** Selects events by type and sender. https://spec.matrix.org/v1.16/client-server-api/#post_matrixclientv3useruseridfilter */
export const eventFilterSchema = z.looseObject({
  limit: z.int().positive().optional(),
  types: names.optional(),
  not_types: names.optional(),
  senders: names.optional(),
  not_senders: names.optional(),
});

/** Selects events of rooms: an event filter that may name rooms too. */
export const roomEventFilterSchema = eventFilterSchema.extend({
  rooms: names.optional(),
  not_rooms: names.optional(),
  contains_url: z.boolean().optional(),
  lazy_load_members: z.boolean().optional(),
});

/** The filter of a sync. */
export const syncFilterSchema = z.looseObject({
  event_fields: names.optional(),
  event_format: z.enum(['client', 'federation']).optional(),
  account_data: eventFilterSchema.optional(),
  presence: eventFilterSchema.optional(),
  room: z
    .looseObject({
      rooms: names.optional(),
      not_rooms: names.optional(),
      include_leave: z.boolean().optional(),
      account_data: roomEventFilterSchema.optional(),
      ephemeral: roomEventFilterSchema.optional(),
      state: roomEventFilterSchema.optional(),
      timeline: roomEventFilterSchema.optional(),
    })
    .optional(),
});

/** {@linkcode roomEventFilterSchema}, parsed. */
export type RoomEventFilter = z.infer<typeof roomEventFilterSchema>;

/** {@linkcode syncFilterSchema}, parsed. */
export type SyncFilter = z.infer<typeof syncFilterSchema>;

/** What a filter looks at. */
interface Filtered {
  readonly type: string;
  readonly sender?: string;
  readonly room_id?: string;
  readonly content?: unknown;
}

/** Whether the filter lets the event through. */
export function passesFilter(filter: RoomEventFilter | undefined, event: Filtered): boolean {
  if (filter === undefined) return true;
  return (
    isSelected(event.type, filter.types, filter.not_types, matchesType) &&
    isSelected(event.sender, filter.senders, filter.not_senders, equals) &&
    isSelected(event.room_id, filter.rooms, filter.not_rooms, equals) &&
    (filter.contains_url === undefined || filter.contains_url === hasUrl(event.content))
  );
}

/** Whether the filter lets anything of the room through. */
export function passesRoom(filter: Pick<RoomEventFilter, 'rooms' | 'not_rooms'> | undefined, roomId: string): boolean {
  return filter === undefined || isSelected(roomId, filter.rooms, filter.not_rooms, equals);
}

function isSelected(
  value: string | undefined,
  wanted: readonly string[] | undefined,
  unwanted: readonly string[] | undefined,
  matches: (pattern: string, value: string) => boolean,
): boolean {
  if (value === undefined) return true;
  if (unwanted?.some((pattern) => matches(pattern, value)) === true) return false;
  return wanted === undefined || wanted.some((pattern) => matches(pattern, value));
}

function equals(pattern: string, value: string): boolean {
  return pattern === value;
}

/** A `*` in a type stands for any characters. */
function matchesType(pattern: string, type: string): boolean {
  if (!pattern.includes('*')) return pattern === type;
  const expression = pattern.split('*').map((part) => RegExp.escape(part));
  return new RegExp(`^${expression.join('.*')}$`, 's').test(type);
}

function hasUrl(content: unknown): boolean {
  return typeof content === 'object' && content !== null && 'url' in content && typeof content.url === 'string';
}
