import type { UserId } from './ids.ts';
import type { ReadableMediaFile } from './media.ts';

/** A file in the media repository of this homeserver: `ModuleApi.getLocalMedia`. */
export interface LocalMedia extends ReadableMediaFile {
  /** The last part of the `mxc:` URI. */
  readonly mediaId: string;
  /** The media type that the uploader named. */
  readonly mediaType: string;
  /** In bytes. */
  readonly length: number;
  /** The name that the uploader gave; null if they gave none. */
  readonly uploadName: string | null;
  /** Who uploaded it; null if nobody did. */
  readonly userId: UserId | null;
  /** Milliseconds since the epoch. */
  readonly createdTs: number;
}
