import type { ErrorCode } from './error-table.ts';

/** An error towards module authors and server administrators. Its code has a row in the error table. */
export class BoutonError extends Error {
  override readonly name: string = 'BoutonError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** Whether a value is a BoutonError, of this or of another copy of the SDK, whose version may be another. */
  static is(value: unknown): value is BoutonError {
    return (
      value instanceof Error && 'code' in value && typeof value.code === 'string' && value.code.startsWith('BOUTON_')
    );
  }
}
