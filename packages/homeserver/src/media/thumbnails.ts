import { SynapseError } from '@bouton/sdk';
import type { HomeserverContext } from '../context.ts';
import { ImageFile } from './image-file.ts';
import type { MediaFiles } from './media-files.ts';
import type { ServedFile } from './media-response.ts';
import type { Media } from './media-store.ts';
import { planThumbnails, scaledSize } from './plan-thumbnails.ts';
import { selectThumbnail } from './select-thumbnail.ts';
import { ThumbnailStore } from './thumbnail-store.ts';
import { ANIMATED_TYPE, type Thumbnail, type ThumbnailKey, type ThumbnailType } from './thumbnail.ts';

/** The types of which thumbnails are made, as uploads name them, and as what those are encoded. */
const TYPES: ReadonlyMap<string, ThumbnailType> = new Map([
  ['image/jpeg', 'image/jpeg'],
  ['image/jpg', 'image/jpeg'],
  ['image/webp', 'image/jpeg'],
  ['image/gif', 'image/png'],
  ['image/png', 'image/png'],
]);

/** Makes thumbnails of uploaded images, has them checked by the modules, and keeps them. */
export class Thumbnails {
  readonly #context: HomeserverContext;
  readonly #store: ThumbnailStore;
  readonly #files: MediaFiles;
  readonly #making = new Map<string, Promise<Thumbnail>>();

  constructor(context: HomeserverContext, files: MediaFiles) {
    this.#context = context;
    this.#store = new ThumbnailStore(context.database);
    this.#files = files;
  }

  /**
   * Makes the thumbnails that the settings name, if the file is an image. It ends with the first that fails, or that a module
   * refuses: those before it are kept, and the log says why. What was refused is decided anew whenever it is asked for.
   */
  async makeAll({ mediaId, mediaType }: Pick<Media, 'mediaId' | 'mediaType'>): Promise<void> {
    const type = TYPES.get(mediaType.split(';')[0] ?? '');
    const { thumbnailSizes } = this.#context.settings;
    if (type === undefined || thumbnailSizes.length === 0) return;
    try {
      await this.#makeAll(mediaId, type);
    } catch (error) {
      this.#context.log.warn('Cannot make all thumbnails of an image', { mediaId, error });
    }
  }

  /**
   * A thumbnail of a file: the closest of those that were made, or, if the settings say so, exactly that one, which is
   * made first if need be.
   *
   * @returns Undefined if there are thumbnails, but none that was made by the wanted method.
   * @throws {SynapseError} 400 if there are none, or it cannot be made; 404 if a module refuses it.
   */
  async serve(mediaId: string, wanted: ThumbnailKey): Promise<ServedFile | undefined> {
    const chosen = this.#context.settings.dynamicThumbnails ? wanted : this.#closest(mediaId, wanted);
    if (chosen === undefined) return undefined;
    const made = (await this.#kept(mediaId, chosen)) ?? (await this.#makeOne(mediaId, chosen));
    const media = { mediaType: made.type, uploadName: null, length: made.length };
    return { media, file: this.#files.file(mediaId, made) };
  }

  async #makeAll(mediaId: string, usualType: ThumbnailType): Promise<void> {
    const { maxImagePixels, thumbnailSizes } = this.#context.settings;
    const image = await ImageFile.open(this.#files.file(mediaId).path, maxImagePixels);
    if (image === undefined) return;
    const type = usualType === 'image/jpeg' && (await image.isTransparent()) ? 'image/png' : usualType;
    for (const size of planThumbnails(image, thumbnailSizes)) {
      await this.#make(mediaId, { ...size, type }, () => image.still(size, type));
      if (!image.isAnimated) continue;
      await this.#make(mediaId, { ...size, type: ANIMATED_TYPE }, () => image.moving(size));
    }
  }

  #closest(mediaId: string, wanted: ThumbnailKey): Thumbnail | undefined {
    const made = this.#store.of(mediaId);
    if (made.length === 0) throw new SynapseError(400, 'Cannot find any thumbnails for the requested media');
    return selectThumbnail(made, wanted);
  }

  /** Not one whose file is there only to be checked. */
  async #kept(mediaId: string, wanted: ThumbnailKey): Promise<Thumbnail | undefined> {
    const made = this.#store.get(mediaId, wanted);
    const isThere = made !== undefined && (await this.#files.has(mediaId, made));
    return isThere && !this.#making.has(nameOf(mediaId, made)) ? made : undefined;
  }

  /** Makes exactly that thumbnail. As in Synapse, one that is scaled bears the size that it was to fit into. */
  async #makeOne(mediaId: string, { width, height, method, type }: ThumbnailKey): Promise<Thumbnail> {
    const { maxImagePixels } = this.#context.settings;
    const image = await ImageFile.open(this.#files.file(mediaId).path, maxImagePixels);
    const wanted = { width, height, method, type };
    const size = { method, ...(method === 'scale' && image !== undefined ? scaledSize(image, wanted) : wanted) };
    if (image === undefined || size.width * size.height >= maxImagePixels) throw failed();
    return this.#make(mediaId, wanted, async () => {
      try {
        return await (type === ANIMATED_TYPE ? image.moving(size) : image.still(size, type));
      } catch (error) {
        this.#context.log.info('Cannot make a thumbnail', { mediaId, error });
        throw failed();
      }
    });
  }

  /** Makes a thumbnail, unless that is being done. */
  #make(mediaId: string, thumbnail: ThumbnailKey, encode: () => Promise<Uint8Array>): Promise<Thumbnail> {
    const name = nameOf(mediaId, thumbnail);
    const making =
      this.#making.get(name) ??
      this.#makeNow(mediaId, thumbnail, encode).finally(() => {
        this.#making.delete(name);
      });
    this.#making.set(name, making);
    return making;
  }

  async #makeNow(mediaId: string, thumbnail: ThumbnailKey, encode: () => Promise<Uint8Array>): Promise<Thumbnail> {
    const bytes = await encode();
    const made = { ...thumbnail, length: bytes.byteLength };
    await this.#files.write(mediaId, [bytes], made);
    try {
      await this.#assertNoSpam(mediaId, made);
    } catch (error) {
      await this.#files.delete(mediaId, made);
      throw error;
    } finally {
      // As in Synapse, what was refused is known too: for who asks for it, it is made and checked anew.
      await this.#store.add(mediaId, made);
    }
    return made;
  }

  async #assertNoSpam(mediaId: string, thumbnail: Thumbnail): Promise<void> {
    const info = { serverName: null, fileId: mediaId, urlCache: false, thumbnail };
    const { spamChecker } = this.#context.callbacks;
    const denial = await spamChecker.checkMediaFileForSpam(this.#files.file(mediaId, thumbnail), info);
    if (denial !== undefined) throw new SynapseError(404, 'Not found', denial.errcode);
  }
}

function nameOf(mediaId: string, { width, height, method, type }: ThumbnailKey): string {
  return [mediaId, width, height, method, type].join(' ');
}

function failed(): SynapseError {
  return new SynapseError(400, 'Failed to generate thumbnail.');
}
