import type { HostPort } from '@bouton/runtime';
import type { MediaRepository } from '../media/media-repository.ts';

/** The members of the `ModuleApi` that are about files. */
export type MediaMembers = Required<Pick<HostPort, 'getLocalMedia'>>;

/** What modules can do with files. */
export function mediaMembers(repository: MediaRepository): MediaMembers {
  return {
    getLocalMedia: async (mediaId) => {
      const found = repository.findLocal(mediaId);
      if (found === undefined) return null;
      const { createdAt, mediaType, length, uploadName, userId } = found.media;
      return { ...found.file, mediaId, mediaType, length, uploadName, userId, createdTs: createdAt };
    },
  };
}
