/** Another service answered a request of `ModuleApi.httpClient` with a status that is not 2xx. */
export class HttpResponseError extends Error {
  override readonly name = 'HttpResponseError';
  /** The HTTP status. */
  readonly status: number;
  /** The body of the answer. */
  readonly body: Uint8Array;

  /** @param message The words behind the status: `Not Found`. */
  constructor(status: number, message: string, body: Uint8Array) {
    super(`${status}: ${message}`);
    this.status = status;
    this.body = body;
  }

  /** Whether a value is an HttpResponseError, of this or of another copy of the SDK. */
  static is(value: unknown): value is HttpResponseError {
    return value instanceof Error && value.name === 'HttpResponseError' && 'status' in value && 'body' in value;
  }

  /** The body as a text. */
  text(): string {
    return new TextDecoder().decode(this.body);
  }
}
