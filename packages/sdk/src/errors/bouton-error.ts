import type { ErrorCode } from './error-table.ts';

/** An error towards module authors and server administrators. Its code has a row in the error table. */
export class BoutonError extends Error {
  override readonly name: string = 'BoutonError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
