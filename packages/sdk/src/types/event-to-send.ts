import type { RoomId, UserId } from './ids.ts';
import type { JsonObject } from './json.ts';

/** An event for `ModuleApi.createAndSendEventIntoRoom`. */
export interface EventToSend {
  readonly type: string;
  readonly room_id: RoomId;
  readonly sender: UserId;
  readonly content: JsonObject;
  readonly state_key?: string;
}
