import type { JsonObject } from '@bouton/sdk';

/** The homeserver answered a request of a test user with an error. */
export class MatrixError extends Error {
  override readonly name = 'MatrixError';
  /** The HTTP status. */
  readonly status: number;
  /** The whole body: `{"errcode", "error", …}`. */
  readonly body: JsonObject;

  constructor(request: string, status: number, body: JsonObject) {
    super(`${request} answered ${status} ${String(body['errcode'])}: ${String(body['error'])}`);
    this.status = status;
    this.body = body;
  }

  /** Matrix's error code: `M_FORBIDDEN`. */
  get errcode(): string {
    return String(this.body['errcode']);
  }
}
