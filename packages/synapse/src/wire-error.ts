import { SynapseError, type Codes, type JsonObject } from '@bouton/sdk';

/** An exception as it stands on the wire. */
export type WireError =
  | {
      readonly kind: 'synapse';
      readonly status: number;
      readonly error: string;
      readonly errcode: Codes;
      readonly additionalFields: JsonObject;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'error'; readonly name: 'RangeError' | 'TypeError' | 'Error'; readonly message: string };

/** Puts an exception on the wire. */
export function encodeError(error: unknown): WireError {
  if (SynapseError.is(error)) {
    const { status, message, errcode, additionalFields, headers } = error;
    return { kind: 'synapse', status, error: message, errcode, additionalFields, headers };
  }
  return { kind: 'error', name: nameOf(error), message: error instanceof Error ? error.message : String(error) };
}

/** The exception that stands on the wire. */
export function decodeError(wire: WireError): Error {
  if (wire.kind === 'synapse') {
    return new SynapseError(wire.status, wire.error, wire.errcode, wire.additionalFields, wire.headers);
  }
  const ErrorClass = { RangeError, TypeError, Error }[wire.name];
  return new ErrorClass(wire.message);
}

function nameOf(error: unknown): 'RangeError' | 'TypeError' | 'Error' {
  if (error instanceof RangeError) return 'RangeError';
  return error instanceof TypeError ? 'TypeError' : 'Error';
}
