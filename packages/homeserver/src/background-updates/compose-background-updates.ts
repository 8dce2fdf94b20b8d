import type { HomeserverContext } from '../context.ts';
import type { SigningKey } from '../events/index.ts';
import type { MediaFiles } from '../media/media-files.ts';
import { mediaHashUpdate } from '../media/media-hash-update.ts';
import type { MediaStore } from '../media/media-store.ts';
import { thumbnailUpdate } from '../media/thumbnail-update.ts';
import type { Thumbnails } from '../media/thumbnails.ts';
import type { Rooms } from '../rooms/compose-rooms.ts';
import { eventResigning } from '../rooms/event-resigning.ts';
import { BackgroundUpdater } from './background-updater.ts';

/** What the background updates change. */
export interface BackgroundUpdateParts {
  readonly key: SigningKey;
  readonly rooms: Rooms;
  readonly mediaStore: MediaStore;
  readonly mediaFiles: MediaFiles;
  readonly thumbnails: Thumbnails;
}

/** All background updates that there are. */
export function composeBackgroundUpdates(context: HomeserverContext, parts: BackgroundUpdateParts): BackgroundUpdater {
  const { key, rooms, mediaStore, mediaFiles, thumbnails } = parts;
  const { serverName } = context;
  return new BackgroundUpdater(
    context,
    new Map([
      ['media_sha256', mediaHashUpdate(mediaStore, mediaFiles)],
      ['media_thumbnails', thumbnailUpdate(mediaStore, thumbnails)],
      ['event_resign', eventResigning({ rooms: rooms.store, key, serverName })],
    ]),
  );
}
