import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ReadableMediaFile } from '@bouton/sdk';

/** A file that was just written. */
export interface WrittenFile {
  /** In bytes. */
  readonly length: number;
  /** In hexadecimal. */
  readonly sha256: string;
}

/** The uploaded files on the disk. */
export class MediaFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A file, to be read. */
  file(mediaId: string): ReadableMediaFile {
    const path = this.#path(mediaId);
    // Opened when the first piece is read: what is never read holds no file open.
    return { path, stream: () => ReadableStream.from(piecesOf(path)) };
  }

  /** Writes a file, so that it is there as a whole and survives a power cut, or not at all. */
  async write(mediaId: string, pieces: AsyncIterable<Uint8Array>): Promise<WrittenFile> {
    const path = this.#path(mediaId);
    const unfinished = `${path}.part`;
    await mkdir(dirname(path), { recursive: true });
    const hash = createHash('sha256');
    let length = 0;
    try {
      await using handle = await open(unfinished, 'wx', 0o600);
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

  /** The SHA-256 of a file in hexadecimal; undefined where the file is not there. */
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

  /** Deletes a file; one that is not there is passed over. */
  async delete(mediaId: string): Promise<void> {
    await rm(this.#path(mediaId), { force: true });
  }

  /** IDs consist of letters only, so that they can stand in a path. */
  #path(mediaId: string): string {
    return join(this.#folder, mediaId.slice(0, 2), mediaId.slice(2, 4), mediaId.slice(4));
  }
}

async function* piecesOf(path: string): AsyncGenerator<Uint8Array, void, void> {
  yield* createReadStream(path) as AsyncIterable<Uint8Array>;
}

async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder);
  await handle.sync();
}
