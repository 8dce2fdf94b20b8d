/** A file that was written to the media store and waits for its check. */
export interface ReadableMediaFile {
  /** The file's path on the homeserver's disk. */
  readonly path: string;
  /** Reads the file from its beginning; may be called more than once. */
  stream(): ReadableStream<Uint8Array>;
}

/** A scaled image made from an uploaded one. Sizes in pixels, length in bytes. */
export interface ThumbnailInfo {
  readonly width: number;
  readonly height: number;
  readonly method: 'crop' | 'scale';
  /** The media type: `image/png`. */
  readonly type: string;
  readonly length: number;
}

/** What the homeserver knows about a media file. */
export interface FileInfo {
  /** Null for media of this homeserver. */
  readonly serverName: string | null;
  readonly fileId: string;
  readonly urlCache: boolean;
  /** Null where the file is not a thumbnail. */
  readonly thumbnail: ThumbnailInfo | null;
}

/** How much a user may upload in a period. */
export interface MediaUploadLimit {
  readonly maxBytes: number;
  readonly timePeriodMs: number;
  /** A page for the user that explains the limit. */
  readonly infoUri?: string;
  readonly canUpgrade?: boolean;
}
