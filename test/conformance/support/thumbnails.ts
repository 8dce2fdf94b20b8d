import type { JsonObject } from '@bouton/sdk';
import type { TestUser } from '@bouton/testing';
import type { Sharp } from 'sharp';
import type { ConformanceHost } from '../conformance-case.ts';
import { describeImage } from '../modules/describe-image.ts';
import { argumentsOf } from './calls.ts';
import type { RefusedRequest } from './refusal.ts';

/** What a thumbnail in PNG shows. */
export function pngOf(size: string): string[] {
  return ['image/png', `image/png ${size}`];
}

/** Uploads an image as what it is; resolves to its `mxc:` URI. */
export async function uploadImage(user: TestUser, image: Sharp): Promise<string> {
  const { data, info } = await image.toBuffer({ resolveWithObject: true });
  return user.upload(Uint8Array.from(data), `image/${info.format}`);
}

/** The thumbnails that the modules saw, or one of them: their method, and what they show. */
export async function seenThumbnails(host: ConformanceHost, module?: string): Promise<string[]> {
  const calls = await argumentsOf(host, 'check_media_file_for_spam', module);
  return calls.flatMap(([content, info]) => {
    const made = (info as JsonObject)['thumbnail'] as JsonObject | null;
    return made === null ? [] : [`${String(made['method'])} ${String(content)}`];
  });
}

function requestThumbnail(user: TestUser, uri: string, query: string): Promise<Response> {
  return user.fetch(`/_matrix/client/v1/media/thumbnail/${uri.slice('mxc://'.length)}?${query}`);
}

/** The type and what the thumbnail shows; or the status and the code of the error. */
export async function thumbnailOf(user: TestUser, uri: string, query: string): Promise<unknown[]> {
  const response = await requestThumbnail(user, uri, query);
  if (!response.ok) return [response.status, ((await response.json()) as JsonObject)['errcode']];
  return [response.headers.get('content-type'), await describeImage(await response.arrayBuffer())];
}

/** The error where a thumbnail is asked for that is scaled to a width. */
export async function thumbnailRefusal(user: TestUser, uri: string, width: number): Promise<RefusedRequest> {
  const response = await requestThumbnail(user, uri, `width=${width}&height=${width}`);
  return { status: response.status, body: (await response.json()) as JsonObject };
}
