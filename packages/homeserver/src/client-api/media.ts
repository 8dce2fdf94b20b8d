import { Codes, SynapseError } from '@bouton/sdk';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { RequireUser } from '../http/authenticate.ts';
import { readQuery } from '../http/read-query.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { MediaRepository, ServedMedia } from '../media/media-repository.ts';
import { mediaResponse } from '../media/media-response.ts';

const uploadQuery = z.object({ filename: z.string().max(255).optional() });
const thumbnailQuery = z.object({
  width: z.coerce.number().int().positive(),
  height: z.coerce.number().int().positive(),
  method: z.enum(['crop', 'scale']).optional(),
});

/** Types of images that can stand for their own thumbnail. */
const IMAGE_TYPES = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);

/** What {@linkcode mediaRoutes} may serve. */
export interface MediaRouteOptions {
  /** Serve the paths without authentication too. */
  readonly unauthenticated: boolean;
}

/**
 * Uploads and downloads. Images are not scaled: a thumbnail is the image itself, which the spec allows.
 * https://spec.matrix.org/v1.16/client-server-api/#content-repository
 */
export function mediaRoutes(requireUser: RequireUser, repository: MediaRepository, options: MediaRouteOptions): Router {
  const router = new Hono<RouterEnv>();

  router.post('/_matrix/media/v3/upload', requireUser(), async (c) => {
    const { filename } = readQuery(c, uploadQuery);
    const mediaType = c.req.header('content-type') ?? 'application/octet-stream';
    const description = { mediaType, uploadName: filename ?? null };
    return c.json({ content_uri: await repository.upload(c.var.requester.user, c.req.raw, description) });
  });

  for (const path of ['/_matrix/client/v1/media/config', '/_matrix/media/v3/config']) {
    router.get(path, requireUser(), async (c) => c.json(await repository.configFor(c.var.requester.user)));
  }

  const find = (c: Context<RouterEnv>): ServedMedia => {
    const served = repository.find(c.req.param('serverName') ?? '', c.req.param('mediaId') ?? '');
    if (served === undefined) throw notFound(c);
    return served;
  };
  const download = (c: Context<RouterEnv>) => mediaResponse(find(c), c.req.param('fileName') ?? null);
  const thumbnail = (c: Context<RouterEnv>) => {
    readQuery(c, thumbnailQuery);
    const served = find(c);
    if (!IMAGE_TYPES.has(served.media.mediaType.toLowerCase())) {
      throw new SynapseError(400, 'Cannot find any thumbnails for the requested media');
    }
    return mediaResponse(served, null);
  };

  const V1 = '/_matrix/client/v1/media';
  router.get(`${V1}/download/:serverName/:mediaId`, requireUser(), download);
  router.get(`${V1}/download/:serverName/:mediaId/:fileName`, requireUser(), download);
  router.get(`${V1}/thumbnail/:serverName/:mediaId`, requireUser(), thumbnail);

  const FROZEN = '/_matrix/media/v3';
  const refuse = (c: Context<RouterEnv>) => {
    throw notFound(c);
  };
  router.get(`${FROZEN}/download/:serverName/:mediaId`, options.unauthenticated ? download : refuse);
  router.get(`${FROZEN}/download/:serverName/:mediaId/:fileName`, options.unauthenticated ? download : refuse);
  router.get(`${FROZEN}/thumbnail/:serverName/:mediaId`, options.unauthenticated ? thumbnail : refuse);

  return router;
}

function notFound(c: Context<RouterEnv>): SynapseError {
  return new SynapseError(404, `Not found '${c.req.path}'`, Codes.NOT_FOUND);
}
