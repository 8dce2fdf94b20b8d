import type { RoomEvent } from '@bouton/sdk';

/** A message of `@alice:here`, with whatever a test wants to be different. */
export function messageEvent(different: Partial<RoomEvent> = {}): RoomEvent {
  return {
    event_id: '$event',
    room_id: '!room',
    sender: '@alice:here',
    type: 'm.room.message',
    content: { body: 'hello' },
    origin_server_ts: 0,
    unsigned: {},
    depth: 1,
    prev_events: [],
    auth_events: [],
    hashes: {},
    signatures: {},
    room_version: '12',
    internal_metadata: {},
    ...different,
  };
}
