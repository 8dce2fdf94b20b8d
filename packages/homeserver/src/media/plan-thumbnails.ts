import type { PixelSize, ThumbnailSize } from './thumbnail.ts';

/** The thumbnails that are made if the settings do not say. */
export const THUMBNAIL_SIZES: readonly ThumbnailSize[] = [
  { width: 32, height: 32, method: 'crop' },
  { width: 96, height: 96, method: 'crop' },
  { width: 320, height: 240, method: 'scale' },
  { width: 640, height: 480, method: 'scale' },
  { width: 800, height: 600, method: 'scale' },
];

/**
 * Which thumbnails are made of an image when it is uploaded, for the sizes of the settings. Images are not enlarged to be
 * scaled. Of two with the same width and height the scaled one is made.
 */
export function planThumbnails(image: PixelSize, sizes: readonly ThumbnailSize[]): ThumbnailSize[] {
  const planned = new Map<string, ThumbnailSize>();
  for (const size of sizes) {
    const thumbnail = size.method === 'scale' ? { ...scaledSize(image, size), method: size.method } : size;
    const key = `${thumbnail.width}x${thumbnail.height}`;
    if (thumbnail.method === 'scale' || !planned.has(key)) planned.set(key, thumbnail);
  }
  return [...planned.values()];
}

/** How large an image gets that keeps its proportions, fits into `within`, and is not enlarged. */
export function scaledSize(image: PixelSize, within: PixelSize): PixelSize {
  const isBoundByWidth = within.width * image.height < within.height * image.width;
  const width = isBoundByWidth ? within.width : atLeastOne((within.height * image.width) / image.height);
  const height = isBoundByWidth ? atLeastOne((within.width * image.height) / image.width) : within.height;
  return { width: Math.min(width, image.width), height: Math.min(height, image.height) };
}

function atLeastOne(pixels: number): number {
  return Math.max(Math.floor(pixels), 1);
}
