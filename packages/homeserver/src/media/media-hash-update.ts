import type { BackgroundUpdate } from '../background-updates/background-update.ts';
import type { MediaFiles } from './media-files.ts';
import type { MediaStore } from './media-store.ts';

/** Hashes the files that versions before the hashes stored: `media_sha256`. */
export function mediaHashUpdate(store: MediaStore, files: MediaFiles): BackgroundUpdate {
  return {
    isOneShot: false,
    next: async ({ last }, batchSize) => {
      const mediaIds = store.unhashedAfter(typeof last === 'string' ? last : '', Math.floor(batchSize));
      const hashes: [string, string][] = [];
      for (const mediaId of mediaIds) {
        const sha256 = await files.hash(mediaId);
        if (sha256 !== undefined) hashes.push([mediaId, sha256]);
      }
      const end = mediaIds.at(-1);
      return {
        items: mediaIds.length,
        write: () => {
          for (const [mediaId, sha256] of hashes) store.setHash(mediaId, sha256);
        },
        progress: end === undefined ? undefined : { last: end },
      };
    },
  };
}
