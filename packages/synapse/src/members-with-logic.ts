import type { HostPort } from '@bouton/runtime';
import type { LocalMedia } from '@bouton/sdk';
import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { CallSynapse } from './remote-members.ts';

/** The members of `ModuleApi` that do more here than ask Synapse. */
export function membersWithLogic(
  call: CallSynapse,
): Pick<Required<HostPort>, 'ratelimit' | 'readTemplates' | 'getLocalMedia'> {
  return {
    ratelimit: async (who, limit) => {
      const { name, perSecond, burstCount } = limit;
      if (!(perSecond >= 0 && burstCount >= 0)) {
        throw new RangeError(
          `The limit ${name} needs numbers from 0 on, got ${perSecond} per second and ${burstCount}`,
        );
      }
      await call('ratelimit', who, limit);
    },
    readTemplates: async (filenames, directory) => {
      await call('readTemplates', filenames, directory);
      return filenames.map(
        (filename) =>
          async (variables = {}) =>
            String(await call('template.render', filename, directory ?? null, variables)),
      );
    },
    getLocalMedia: async (mediaId) => {
      const found = await findMedia(call, mediaId);
      return found === null ? null : { ...found, stream: () => streamOf(() => openFile(call, found)) };
    },
  };
}

type FoundMedia = Omit<LocalMedia, 'stream'>;

async function findMedia(call: CallSynapse, mediaId: string): Promise<FoundMedia | null> {
  return (await call('getLocalMedia', mediaId)) as FoundMedia | null;
}

async function openFile(call: CallSynapse, { path, mediaId }: FoundMedia): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (error) {
    // A copy of what a storage provider has is not kept for ever: Synapse fetches it again.
    const again = await findMedia(call, mediaId);
    if (again === null) throw error;
    return open(again.path);
  }
}

async function* readFile(openIt: () => Promise<FileHandle>): AsyncGenerator<Uint8Array> {
  const file = await openIt();
  // The file is closed with the stream.
  yield* file.createReadStream() as AsyncIterable<Uint8Array>;
}

function streamOf(openIt: () => Promise<FileHandle>): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(readFile(openIt), { objectMode: false })) as ReadableStream<Uint8Array>;
}
