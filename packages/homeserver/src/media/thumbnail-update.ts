import type { BackgroundUpdate } from '../background-updates/background-update.ts';
import type { MediaStore } from './media-store.ts';
import type { Thumbnails } from './thumbnails.ts';

/** An image may take seconds, and the homeserver can only end between two batches. */
const MAX_BATCH = 5;

/** Makes the thumbnails of the files that versions before the thumbnails stored: `media_thumbnails`. */
export function thumbnailUpdate(store: MediaStore, thumbnails: Thumbnails): BackgroundUpdate {
  return {
    isOneShot: false,
    next: async ({ last }, batchSize) => {
      const limit = Math.min(Math.floor(batchSize), MAX_BATCH);
      const files = store.unthumbnailedAfter(typeof last === 'string' ? last : '', limit);
      for (const file of files) await thumbnails.makeAll(file);
      const end = files.at(-1)?.mediaId;
      return {
        items: files.length,
        write: () => {
          for (const { mediaId } of files) store.setThumbnailed(mediaId);
        },
        progress: end === undefined ? undefined : { last: end },
      };
    },
  };
}
