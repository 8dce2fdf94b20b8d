import { SynapseError, type Logger } from '@bouton/sdk';

/**
 * The answer to a request that failed: a `SynapseError` as it is, anything else as 500 `M_UNKNOWN`, with an entry in the
 * log. https://spec.matrix.org/v1.16/client-server-api/#standard-error-response
 */
export function errorResponse(error: unknown, log: Logger): Response {
  if (!SynapseError.is(error)) log.error('Cannot answer a request', { error });
  const shown = SynapseError.is(error) ? error : new SynapseError(500, 'Internal server error');
  return Response.json(shown.toJson(), { status: shown.status, headers: shown.headers });
}
