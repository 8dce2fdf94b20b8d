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
  /** The media ID, or for other servers' media the name under which it is stored. */
  readonly fileId: string;
  /** Whether the file belongs to the preview of a web page. */
  readonly urlCache: boolean;
  /** Null if the file is not a thumbnail. */
  readonly thumbnail: ThumbnailInfo | null;
}

/** How much a user may upload in a period. */
export interface MediaUploadLimit {
  /** How many bytes the user may upload in the period. */
  readonly maxBytes: number;
  /** The length of the period that ends now, in milliseconds. */
  readonly timePeriodMs: number;
  /** A page for the user that explains the limit. Synapse before 1.158 ignores it. */
  readonly infoUri?: string;
  /** Whether the user can get a higher limit there. Synapse before 1.158 ignores it. */
  readonly canUpgrade?: boolean;
}
