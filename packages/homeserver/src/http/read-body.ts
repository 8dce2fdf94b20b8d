import { Codes, SynapseError } from '@bouton/sdk';

/** The longest body of a request that is not an upload, in bytes: what 200 events may take, as in Synapse. */
export const MAX_BODY_SIZE: number = 200 * 65_536;

/**
 * The body of a request, piece by piece.
 *
 * @param limit The most bytes that it may have.
 * @throws {SynapseError} 413 `M_TOO_LARGE`, before the first piece if the header says so, else at the piece that is too
 * much; 400 if the client goes away before its end.
 */
export async function* bodyChunks(request: Request, limit: number): AsyncGenerator<Uint8Array, void, void> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit);
  if (request.body === null) return;
  let length = 0;
  for await (const chunk of unlessCut(request.body)) {
    length += chunk.byteLength;
    if (length > limit) throw tooLarge(limit);
    yield chunk;
  }
}

/** A client that goes away in the middle is no fault of the homeserver's. */
async function* unlessCut(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  try {
    yield* body;
  } catch {
    throw new SynapseError(400, 'The request body ended too early');
  }
}

/** The whole body of a request. @throws {SynapseError} 413 `M_TOO_LARGE` if it has more than `limit` bytes. */
export async function readBody(request: Request, limit: number = MAX_BODY_SIZE): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bodyChunks(request, limit)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function tooLarge(limit: number): SynapseError {
  // What is left of the body will not be read, so the connection is of no more use.
  return new SynapseError(
    413,
    `Request body is too large, at most ${limit} bytes`,
    Codes.TOO_LARGE,
    {},
    {
      connection: 'close',
    },
  );
}
