import { Codes, SynapseError, type HttpFileOptions } from '@bouton/sdk';

/**
 * Writes the body of an answer to a stream, and resolves to its length in bytes.
 *
 * @param options.timeoutMs How long it may take.
 * @throws {SynapseError} 502, as Synapse's `get_file`.
 */
export async function receiveFile(
  response: Response,
  destination: WritableStream<Uint8Array>,
  options: HttpFileOptions & { readonly timeoutMs: number },
): Promise<number> {
  const { maxSize = Infinity, timeoutMs } = options;
  const refusal = refusalOf(response, options);
  if (refusal !== undefined) {
    await response.body?.cancel();
    throw refusal;
  }
  let length = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      length += chunk.length;
      if (length >= maxSize) throw tooLarge(maxSize);
      controller.enqueue(chunk);
    },
  });
  const abort = new AbortController();
  const late = new SynapseError(502, 'Requested file took too long to download', Codes.TOO_LARGE);
  const timer = setTimeout(() => abort.abort(late), timeoutMs);
  try {
    const body = response.body ?? new Blob([]).stream();
    await body.pipeThrough(counter, { signal: abort.signal }).pipeTo(destination);
  } catch (error) {
    if (SynapseError.is(error)) throw error;
    throw new SynapseError(502, `Failed to download remote body: ${reasonOf(error)}`);
  } finally {
    clearTimeout(timer);
  }
  return length;
}

function refusalOf(response: Response, options: HttpFileOptions): SynapseError | undefined {
  const { maxSize = Infinity, isAllowedContentType = () => true } = options;
  if (response.status > 299) return new SynapseError(502, `Got error ${response.status}`);
  const contentType = response.headers.get('content-type');
  if (contentType !== null && !isAllowedContentType(contentType)) {
    return new SynapseError(502, `Requested file's content type not allowed for this operation: ${contentType}`);
  }
  return Number(response.headers.get('content-length')) > maxSize ? tooLarge(maxSize) : undefined;
}

function tooLarge(maxSize: number): SynapseError {
  return new SynapseError(502, `Requested file is too large > ${maxSize} bytes`, Codes.TOO_LARGE);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
