import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ReadableMediaFile } from '@bouton/sdk';
import type { ThumbnailKey } from './thumbnail.ts';

/** A file that was just written. */
export interface WrittenFile {
  /** In bytes. */
  readonly length: number;
  /** In hexadecimal. */
  readonly sha256: string;
}

/** The uploaded files and their thumbnails on the disk. */
export class MediaFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A file, or a thumbnail of it, to be read. */
  file(mediaId: string, thumbnail?: ThumbnailKey): ReadableMediaFile {
    const path = this.#path(mediaId, thumbnail);
    // Opened when the first piece is read: what is never read holds no file open.
    return { path, stream: () => ReadableStream.from(piecesOf(path)) };
  }

  /** Writes a file, or a thumbnail of it, so that it is there as a whole and survives a power cut, or not at all. */
  async write(
    mediaId: string,
    pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    thumbnail?: ThumbnailKey,
  ): Promise<WrittenFile> {
    const path = this.#path(mediaId, thumbnail);
    const unfinished = `${path}.part`;
    await mkdir(dirname(path), { recursive: true });
    const hash = createHash('sha256');
    let length = 0;
    try {
      await using handle = await open(unfinished, 'w', 0o600);
      for await (const piece of pieces) {
        await handle.writeFile(piece);
        hash.update(piece);
        length += piece.byteLength;
      }
      await handle.sync();
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    await rename(unfinished, path);
    await syncFolder(dirname(path));
    return { length, sha256: hash.digest('hex') };
  }

  /** The SHA-256 of a file in hexadecimal; undefined if the file is not there. */
  async hash(mediaId: string): Promise<string | undefined> {
    const hash = createHash('sha256');
    try {
      for await (const piece of piecesOf(this.#path(mediaId))) hash.update(piece);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    return hash.digest('hex');
  }

  /** Whether a thumbnail is there. */
  async has(mediaId: string, thumbnail: ThumbnailKey): Promise<boolean> {
    try {
      await access(this.#path(mediaId, thumbnail));
      return true;
    } catch {
      return false;
    }
  }

  /** Deletes a file, or a thumbnail of it; one that is not there is passed over. */
  async delete(mediaId: string, thumbnail?: ThumbnailKey): Promise<void> {
    await rm(this.#path(mediaId, thumbnail), { force: true });
  }

  /** IDs consist of letters only, so that they can stand in a path. */
  #path(mediaId: string, thumbnail?: ThumbnailKey): string {
    const parts = [mediaId.slice(0, 2), mediaId.slice(2, 4), mediaId.slice(4)];
    if (thumbnail === undefined) return join(this.#folder, ...parts);
    const { width, height, method, type } = thumbnail;
    return join(this.#folder, 'thumbnails', ...parts, `${width}-${height}-${method}-${type.replace('/', '-')}`);
  }
}

async function* piecesOf(path: string): AsyncGenerator<Uint8Array, void, void> {
  yield* createReadStream(path) as AsyncIterable<Uint8Array>;
}

async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder);
  await handle.sync();
}
