import { Codes } from '../types/codes.ts';
import type { JsonObject, JsonObjectLike } from '../types/json.ts';

/**
 * An error that the client sees: `{"errcode", "error", …additionalFields}` with an HTTP status.
 * https://element-hq.github.io/synapse/latest/modules/spam_checker_callbacks.html
 */
export class SynapseError extends Error {
  override readonly name = 'SynapseError';
  /** The HTTP status. */
  readonly status: number;
  /** One of the {@linkcode Codes}, or any other code: `ORG.EXAMPLE.TOO_LOUD`. */
  readonly errcode: Codes | (string & {});
  /** Merged last into the body: they may replace `errcode` and `error`. */
  readonly additionalFields: Readonly<JsonObject>;
  /** Extra HTTP headers of the answer. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    errcode: Codes | (string & {}) = Codes.UNKNOWN,
    additionalFields: JsonObjectLike = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.errcode = errcode;
    this.additionalFields = additionalFields;
    this.headers = headers;
  }

  /** Whether a value is a SynapseError, of this or of another copy of the SDK. */
  static is(value: unknown): value is SynapseError {
    return value instanceof Error && value.name === 'SynapseError' && 'status' in value && 'errcode' in value;
  }

  /** The body of the answer: Matrix's standard error response. */
  toJson(): JsonObject {
    return { errcode: this.errcode, error: this.message, ...this.additionalFields };
  }
}
