import type { HomeserverContext } from '../context.ts';
import type { SigningKey } from '../events/index.ts';
import type { MediaFiles } from '../media/media-files.ts';
import { mediaHashUpdate } from '../media/media-hash-update.ts';
import type { MediaStore } from '../media/media-store.ts';
import type { Rooms } from '../rooms/compose-rooms.ts';
import { eventResigning } from '../rooms/event-resigning.ts';
import { BackgroundUpdater } from './background-updater.ts';

/** What the background updates change. */
export interface BackgroundUpdateParts {
  readonly key: SigningKey;
  readonly rooms: Rooms;
  readonly mediaStore: MediaStore;
  readonly mediaFiles: MediaFiles;
}

/** All background updates that there are. */
export function composeBackgroundUpdates(context: HomeserverContext, parts: BackgroundUpdateParts): BackgroundUpdater {
  const { key, rooms, mediaStore, mediaFiles } = parts;
  const { serverName } = context;
  return new BackgroundUpdater(
    context,
    new Map([
      ['media_sha256', mediaHashUpdate(mediaStore, mediaFiles)],
      ['event_resign', eventResigning({ rooms: rooms.store, key, serverName })],
    ]),
  );
}
