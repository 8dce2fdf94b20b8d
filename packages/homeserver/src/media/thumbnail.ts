import type { ThumbnailInfo } from '@bouton/sdk';

/** What thumbnails are encoded as. */
export type ThumbnailType = 'image/jpeg' | 'image/png' | 'image/webp';

/** A thumbnail that was made of an uploaded image. */
export interface Thumbnail extends ThumbnailInfo {
  readonly type: ThumbnailType;
}

/** What tells the thumbnails of an image apart, and what a client asks for. */
export type ThumbnailKey = Omit<Thumbnail, 'length'>;

/** A size in pixels, and how the image gets to it: cut, or only scaled. */
export type ThumbnailSize = Pick<Thumbnail, 'width' | 'height' | 'method'>;

/** A size in pixels. */
export type PixelSize = Pick<Thumbnail, 'width' | 'height'>;

/** What thumbnails that do not move are asked for as. */
export const STILL_TYPE: 'image/png' = 'image/png';

/** What thumbnails that move are encoded as. */
export const ANIMATED_TYPE: 'image/webp' = 'image/webp';
