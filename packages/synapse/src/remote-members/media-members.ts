import type { HostPort } from '@bouton/runtime';
import type { LocalMedia } from '@bouton/sdk';
import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { CallSynapse } from './call-synapse.ts';

/** The members that are about the media repository. */
export type MediaMembers = Pick<Required<HostPort>, 'getLocalMedia'>;

/** The files of Synapse's media repository. */
export function mediaMembers(call: CallSynapse): MediaMembers {
  const find = async (mediaId: string): Promise<Omit<LocalMedia, 'stream'> | null> =>
    (await call('getLocalMedia', mediaId)) as Omit<LocalMedia, 'stream'> | null;

  const openFile = async ({ path, mediaId }: Omit<LocalMedia, 'stream'>): Promise<FileHandle> => {
    try {
      return await open(path);
    } catch (error) {
      // A copy of what a storage provider has is not kept for ever: Synapse fetches it again.
      const again = await find(mediaId);
      if (again === null) throw error;
      return open(again.path);
    }
  };

  return {
    getLocalMedia: async (mediaId) => {
      const found = await find(mediaId);
      return found === null ? null : { ...found, stream: () => streamOf(() => openFile(found)) };
    },
  };
}

async function* readFile(openFile: () => Promise<FileHandle>): AsyncGenerator<Uint8Array> {
  const file = await openFile();
  // The file is closed with the stream.
  yield* file.createReadStream() as AsyncIterable<Uint8Array>;
}

function streamOf(openFile: () => Promise<FileHandle>): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(readFile(openFile), { objectMode: false })) as ReadableStream<Uint8Array>;
}
