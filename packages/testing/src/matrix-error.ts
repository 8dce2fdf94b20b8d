import type { JsonObject } from '@bouton/sdk';

/**
 * The homeserver answered a request of a test user with an error. If that comes of what a module threw, it is the `cause`.
 */
export class MatrixError extends Error {
  override readonly name = 'MatrixError';
  /** The HTTP status. */
  readonly status: number;
  /** The whole body: `{"errcode", "error", …}`. */
  readonly body: JsonObject;

  constructor(request: string, status: number, body: JsonObject, options?: ErrorOptions) {
    const { errcode, error } = body;
    super(`${request} answered ${status} ${JSON.stringify(errcode)}: ${JSON.stringify(error)}`, options);
    this.status = status;
    this.body = body;
  }

  /** Matrix's error code: `M_FORBIDDEN`. */
  get errcode(): string | undefined {
    const { errcode } = this.body;
    return typeof errcode === 'string' ? errcode : undefined;
  }
}
