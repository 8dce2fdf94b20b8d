import type { UserId } from './ids.ts';
import type { JsonObject } from './json.ts';

/**
 * The body of a request to create a room. `on_create_room` may edit it.
 * https://spec.matrix.org/v1.16/client-server-api/#post_matrixclientv3createroom
 */
export interface CreateRoomRequest extends JsonObject {
  visibility?: 'public' | 'private';
  room_alias_name?: string;
  name?: string;
  topic?: string;
  invite?: UserId[];
  invite_3pid?: { id_server: string; id_access_token: string; medium: string; address: string }[];
  room_version?: string;
  creation_content?: JsonObject;
  initial_state?: { type: string; state_key?: string; content: JsonObject }[];
  preset?: 'private_chat' | 'public_chat' | 'trusted_private_chat';
  is_direct?: boolean;
  power_level_content_override?: JsonObject;
}
