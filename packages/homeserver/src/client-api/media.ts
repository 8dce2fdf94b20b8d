import { Codes, SynapseError } from '@bouton/sdk';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { RequireUser } from '../users/authenticate.ts';
import { readQuery } from '../http/read-query.ts';
import type { Router, RouterEnv } from '../http/router.ts';
import type { MediaRepository, ServedMedia, UploadDescription } from '../media/media-repository.ts';
import { mediaResponse } from '../media/media-response.ts';
import { ANIMATED_TYPE, STILL_TYPE } from '../media/thumbnail.ts';

const uploadQuery = z.object({ filename: z.string().max(255).optional() });
const thumbnailQuery = z.object({
  width: z.coerce.number().int().positive(),
  height: z.coerce.number().int().positive(),
  method: z.enum(['crop', 'scale']).default('scale'),
  animated: z.enum(['true', 'false']).default('false'),
});

/** How long a download may wait for the upload, in milliseconds. */
const DEFAULT_TIMEOUT = 20_000;
const MAX_TIMEOUT = 60_000;

const waitQuery = z.object({ timeout_ms: z.coerce.number().int().min(0).default(DEFAULT_TIMEOUT) });

/** What {@linkcode mediaRoutes} may serve. */
export interface MediaRouteOptions {
  readonly serverName: string;
  /** Serve the paths without authentication too. */
  readonly unauthenticated: boolean;
}

/** Uploads, downloads and thumbnails. https://spec.matrix.org/v1.16/client-server-api/#content-repository */
export function mediaRoutes(requireUser: RequireUser, repository: MediaRepository, options: MediaRouteOptions): Router {
  const { serverName } = options;
  const router = new Hono<RouterEnv>();

  router.post('/_matrix/media/v3/upload', requireUser(), async (c) => {
    return c.json({ content_uri: await repository.upload(c.var.requester.user, c.req.raw, descriptionOf(c)) });
  });

  router.post('/_matrix/media/v1/create', requireUser(), async (c) => {
    const { address, expiresAt } = await repository.createAddress(c.var.requester);
    return c.json({ content_uri: address, unused_expires_at: expiresAt });
  });

  router.put('/_matrix/media/v3/upload/:serverName/:mediaId', requireUser(), async (c) => {
    const { serverName: server, mediaId } = c.req.param();
    if (server !== serverName) throw new SynapseError(404, 'Non-local server name specified', Codes.NOT_FOUND);
    await repository.fill(mediaId, c.var.requester.user, c.req.raw, descriptionOf(c));
    return c.json({});
  });

  for (const path of ['/_matrix/client/v1/media/config', '/_matrix/media/v3/config']) {
    router.get(path, requireUser(), async (c) => c.json(await repository.configFor(c.var.requester.user)));
  }

  const find = async (c: Context<RouterEnv>): Promise<ServedMedia> => {
    const { timeout_ms: timeout } = readQuery(c, waitQuery);
    const { serverName: server = '', mediaId = '' } = c.req.param();
    const served = await repository.findUploaded(server, mediaId, Math.min(timeout, MAX_TIMEOUT));
    if (served === undefined) throw notFound(c);
    return served;
  };
  const download = async (c: Context<RouterEnv>) => mediaResponse(await find(c), c.req.param('fileName') ?? null);
  const thumbnail = async (c: Context<RouterEnv>) => {
    const { animated, ...size } = readQuery(c, thumbnailQuery);
    const { media } = await find(c);
    const type = animated === 'true' ? ANIMATED_TYPE : STILL_TYPE;
    const served = await repository.thumbnail(media, { ...size, type });
    if (served === undefined) throw notFound(c);
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

function descriptionOf(c: Context<RouterEnv>): UploadDescription {
  const { filename } = readQuery(c, uploadQuery);
  return { mediaType: c.req.header('content-type') ?? 'application/octet-stream', uploadName: filename ?? null };
}

function notFound(c: Context<RouterEnv>): SynapseError {
  return new SynapseError(404, `Not found '${c.req.path}'`, Codes.NOT_FOUND);
}
