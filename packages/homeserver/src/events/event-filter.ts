import { z } from 'zod';

/**
 * Selects events by type and sender, and, in rooms, by room.
 * https://spec.matrix.org/v1.16/client-server-api/#post_matrixclientv3useruseridfilter
 */
export interface RoomEventFilter {
  readonly limit?: number | undefined;
  readonly types?: readonly string[] | undefined;
  readonly not_types?: readonly string[] | undefined;
  readonly senders?: readonly string[] | undefined;
  readonly not_senders?: readonly string[] | undefined;
  readonly rooms?: readonly string[] | undefined;
  readonly not_rooms?: readonly string[] | undefined;
  readonly contains_url?: boolean | undefined;
  readonly lazy_load_members?: boolean | undefined;
  /** Of a timeline: whether threads have unread counts of their own. */
  readonly unread_thread_notifications?: boolean | undefined;
}

/** The filter of a sync. */
export interface SyncFilter {
  readonly event_fields?: readonly string[] | undefined;
  readonly event_format?: 'client' | 'federation' | undefined;
  readonly account_data?: RoomEventFilter | undefined;
  readonly presence?: RoomEventFilter | undefined;
  readonly room?:
    | {
        readonly rooms?: readonly string[] | undefined;
        readonly not_rooms?: readonly string[] | undefined;
        readonly include_leave?: boolean | undefined;
        readonly account_data?: RoomEventFilter | undefined;
        readonly ephemeral?: RoomEventFilter | undefined;
        readonly state?: RoomEventFilter | undefined;
        readonly timeline?: RoomEventFilter | undefined;
      }
    | undefined;
}

const names = z.array(z.string()).optional();

/** What a {@linkcode RoomEventFilter} may be. Keys that are not known are kept. */
export const roomEventFilterSchema: z.ZodType<RoomEventFilter> = z.looseObject({
  limit: z.int().positive().optional(),
  types: names,
  not_types: names,
  senders: names,
  not_senders: names,
  rooms: names,
  not_rooms: names,
  contains_url: z.boolean().optional(),
  lazy_load_members: z.boolean().optional(),
  unread_thread_notifications: z.boolean().optional(),
});

const eventFilter = roomEventFilterSchema.optional();

/** What a {@linkcode SyncFilter} may be. */
export const syncFilterSchema: z.ZodType<SyncFilter> = z.looseObject({
  event_fields: names,
  event_format: z.enum(['client', 'federation']).optional(),
  account_data: eventFilter,
  presence: eventFilter,
  room: z
    .looseObject({
      rooms: names,
      not_rooms: names,
      include_leave: z.boolean().optional(),
      account_data: eventFilter,
      ephemeral: eventFilter,
      state: eventFilter,
      timeline: eventFilter,
    })
    .optional(),
});

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

/**
 * A `*` in a type stands for any characters. Each part between two stars is taken where it is found first: clients write these
 * patterns, and one with many stars could keep a regular expression busy for ever.
 */
function matchesType(pattern: string, type: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === type;
  if (!type.startsWith(first)) return false;
  let place = first.length;
  for (const part of rest) {
    const found = type.indexOf(part, place);
    if (found < 0) return false;
    place = found + part.length;
  }
  return place + last.length <= type.length && type.endsWith(last);
}

function hasUrl(content: unknown): boolean {
  return typeof content === 'object' && content !== null && 'url' in content && typeof content.url === 'string';
}
