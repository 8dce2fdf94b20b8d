import type { JsonObject } from '@bouton/sdk';

/** The data of a pusher are not what its kind takes. */
export class PusherConfigError extends Error {
  override readonly name = 'PusherConfigError';
}

/** The path that push gateways have. */
const GATEWAY_PATH = '/_matrix/push/v1/notify';

/** The data of an HTTP pusher, checked. @throws {PusherConfigError} If they are not what it takes. */
export function httpPusherData(data: JsonObject | null): JsonObject & { url: string } {
  if (data === null) throw new PusherConfigError("'data' key can not be null for HTTP pusher");
  const { url } = data;
  if (url === undefined) throw new PusherConfigError("'url' required in data for HTTP pusher");
  if (typeof url !== 'string') throw new PusherConfigError("'url' must be a string");
  if (!URL.canParse(url) || new URL(url).pathname !== GATEWAY_PATH) {
    throw new PusherConfigError(`'url' must have a path of '${GATEWAY_PATH}'`);
  }
  return { ...data, url };
}
