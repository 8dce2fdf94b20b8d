import { open } from 'node:fs/promises';
import type { Sharp } from 'sharp';
import { ConcurrencyLimit } from '../lib/concurrency-limit.ts';
import type { PixelSize, ThumbnailSize, ThumbnailType } from './thumbnail.ts';

/** What can be opened. Decoders read what anybody uploads, so there are no others. */
const FORMATS: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'gif']);

/** With what the files of these formats begin; WebP aside, which has its length in between. */
const SIGNATURES: readonly string[] = ['\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'GIF87a', 'GIF89a'];

/** Of what may be lossy, in per cent. */
const QUALITY = 80;

const ENCODERS: Readonly<Record<ThumbnailType, (image: Sharp) => Sharp>> = {
  'image/jpeg': (image) => image.jpeg({ quality: QUALITY }),
  'image/png': (image) => image.png(),
  'image/webp': (image) => image.webp({ quality: QUALITY }),
};

/** All frames of an animation together may have so many times the pixels of the largest image. */
const ANIMATION_FACTOR = 4;

/** How long one thumbnail may take, in seconds. */
const TIMEOUT = 10;

/** libvips works on the threads that files are read and passwords are hashed on: some are left for those. */
const limit = new ConcurrencyLimit(2);

/** An uploaded image, to make thumbnails of. It is decoded on other threads, for each thumbnail anew. */
export class ImageFile implements PixelSize {
  /** In pixels, as the image is to be seen: turned as its EXIF data says. */
  readonly width: number;
  readonly height: number;
  readonly #path: string;
  readonly #maxPixels: number;
  readonly #hasAlpha: boolean;
  #isAnimated: boolean;

  private constructor(path: string, maxPixels: number, header: PixelSize & { hasAlpha: boolean; isAnimated: boolean }) {
    this.#path = path;
    this.#maxPixels = maxPixels;
    this.#hasAlpha = header.hasAlpha;
    this.#isAnimated = header.isAnimated;
    this.width = header.width;
    this.height = header.height;
  }

  /**
   * Reads what an image says of itself; nothing is decoded.
   *
   * @param maxPixels What has as many pixels or more is too large.
   * @returns Undefined if the file is not a JPEG, PNG, WebP or GIF image, or is too large.
   * @throws {Error} If the file cannot be read, or there is no libvips for this system.
   */
  static async open(path: string, maxPixels: number): Promise<ImageFile | undefined> {
    if (!(await hasKnownSignature(path))) return undefined;
    const image = await decoder(path, maxPixels);
    const header = await limit.run(() => image.metadata()).catch(() => undefined);
    if (header === undefined || !FORMATS.has(header.format)) return undefined;
    const { autoOrient, hasAlpha, orientation = 1, pages = 1 } = header;
    const pixels = autoOrient.width * autoOrient.height;
    if (pixels >= maxPixels) return undefined;
    // As in Synapse, what has to be turned does not move.
    const isAnimated = pages > 1 && orientation <= 1 && pixels * pages <= maxPixels * ANIMATION_FACTOR;
    return new ImageFile(path, maxPixels, { ...autoOrient, hasAlpha, isAnimated });
  }

  /** Whether it is an animation, of a length that can be worked on, and not found to be broken. */
  get isAnimated(): boolean {
    return this.#isAnimated;
  }

  /** Whether something shines through the (first) picture. */
  async isTransparent(): Promise<boolean> {
    if (!this.#hasAlpha) return false;
    const image = await decoder(this.#path, this.#maxPixels);
    const { isOpaque } = await limit.run(() => image.stats());
    return !isOpaque;
  }

  /** A thumbnail of the (first) picture, of exactly that size. @throws {Error} If it cannot be decoded, or takes too long. */
  async still(size: ThumbnailSize, type: ThumbnailType): Promise<Uint8Array> {
    return encode(await decoder(this.#path, this.#maxPixels), size, type);
  }

  /** A thumbnail that moves, of exactly that size, as WebP; one that does not if the image is none, or a broken animation. */
  async moving(size: ThumbnailSize): Promise<Uint8Array> {
    if (this.#isAnimated) {
      try {
        const image = await decoder(this.#path, this.#maxPixels * ANIMATION_FACTOR, true);
        return await encode(image, size, 'image/webp');
      } catch {
        this.#isAnimated = false;
      }
    }
    return this.still(size, 'image/webp');
  }
}

/** Nothing with more pixels is decoded; of what is cut off, what is there. sharp is only loaded if there is an image. */
async function decoder(path: string, maxPixels: number, animated: boolean = false): Promise<Sharp> {
  const { default: sharp } = await import('sharp');
  return sharp(path, { animated, failOn: 'none', limitInputPixels: maxPixels });
}

function encode(image: Sharp, { width, height, method }: ThumbnailSize, type: ThumbnailType): Promise<Uint8Array> {
  const resized = image
    .timeout({ seconds: TIMEOUT })
    .autoOrient()
    .resize(width, height, { fit: method === 'crop' ? 'cover' : 'fill' });
  return limit.run(() => ENCODERS[type](resized).toBuffer());
}

async function hasKnownSignature(path: string): Promise<boolean> {
  await using file = await open(path);
  const { buffer } = await file.read(Buffer.alloc(12), 0, 12, 0);
  const beginning = buffer.toString('latin1');
  const isWebp = beginning.startsWith('RIFF') && beginning.endsWith('WEBP');
  return isWebp || SIGNATURES.some((signature) => beginning.startsWith(signature));
}
