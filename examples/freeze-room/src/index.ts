export { FreezeRoomConfig } from './freeze-room-config.ts';
export { FreezeRoom, FROZEN_STATE_TYPE } from './freeze-room.ts';
