import type { RoomId, UserId } from './ids.ts';
import type { JsonObjectLike } from './json.ts';

/** An event for `ModuleApi.createAndSendEventIntoRoom`. */
export interface EventToSend {
  readonly type: string;
  readonly room_id: RoomId;
  readonly sender: UserId;
  readonly content: JsonObjectLike;
  readonly state_key?: string;
}
