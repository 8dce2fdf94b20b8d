import type { ReadableMediaFile } from '@bouton/sdk';
import type { Media } from './media-store.ts';

/** A file to be served, or a thumbnail of one. */
export interface ServedFile {
  readonly media: Pick<Media, 'mediaType' | 'uploadName' | 'length'>;
  readonly file: ReadableMediaFile;
}

/**
 * Types that a browser may show in place: none of them can carry a script.
 * https://spec.matrix.org/v1.16/client-server-api/#serving-inline-content
 */
const INLINE_TYPES: ReadonlySet<string> = new Set([
  'text/css',
  'text/plain',
  'text/csv',
  'application/json',
  'application/ld+json',
  'image/jpeg',
  'image/gif',
  'image/png',
  'image/apng',
  'image/webp',
  'image/avif',
  'video/mp4',
  'video/webm',
  'video/ogg',
  'video/quicktime',
  'audio/mp4',
  'audio/webm',
  'audio/aac',
  'audio/mpeg',
  'audio/ogg',
  'audio/wave',
  'audio/wav',
  'audio/x-wav',
  'audio/x-pn-wav',
  'audio/flac',
  'audio/x-flac',
]);

const SECURITY_HEADERS = {
  'Content-Security-Policy':
    "sandbox; default-src 'none'; script-src 'none'; plugin-types application/pdf; style-src 'unsafe-inline'; media-src 'self'; object-src 'self';",
  'X-Content-Security-Policy': 'sandbox;',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex, nofollow, noarchive, noimageindex',
} as const;

/**
 * Serves a file, with headers that keep it from doing harm in a browser.
 *
 * @param name The name under which a browser saves it; null: the one that it was uploaded with.
 */
export function mediaResponse({ media, file }: ServedFile, name: string | null): Response {
  return new Response(file.stream(), {
    headers: {
      ...SECURITY_HEADERS,
      'Content-Type': contentType(media.mediaType),
      'Content-Disposition': contentDisposition(media.mediaType, name ?? media.uploadName),
      'Content-Length': String(media.length),
      // Media never changes.
      'Cache-Control': 'public,max-age=86400,s-maxage=0,proxy-revalidate',
      ETag: '"1"',
    },
  });
}

function contentType(mediaType: string): string {
  const isText = mediaType.toLowerCase().startsWith('text/');
  return isText && !mediaType.toLowerCase().includes('charset') ? `${mediaType}; charset=UTF-8` : mediaType;
}

function contentDisposition(mediaType: string, name: string | null): string {
  const [type = ''] = mediaType.toLowerCase().split(';');
  const disposition = INLINE_TYPES.has(type.trim()) ? 'inline' : 'attachment';
  if (name === null || name === '') return disposition;
  // RFC 6266: a plain word as it is, everything else in UTF-8, percent-encoded.
  const filename = /^[\w!#$%&'*+.^`|~-]+$/.test(name) ? `filename=${name}` : `filename*=utf-8''${encodeRfc5987(name)}`;
  return `${disposition}; ${filename}`;
}

function encodeRfc5987(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
