import { ConfigError, SynapseError, type JsonObject } from '@bouton/sdk';

/** An exception as it stands on the wire. */
export type WireError =
  | {
      readonly kind: 'synapse';
      readonly status: number;
      readonly error: string;
      readonly errcode: string;
      readonly additionalFields: JsonObject;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'error'; readonly name: ErrorName; readonly message: string };

/** The names of the classes that exceptions keep; others become an `Error`. */
type ErrorName = 'RangeError' | 'TypeError' | 'ConfigError' | 'Error';

const CLASSES: Readonly<Record<ErrorName, new (message: string) => Error>> = {
  RangeError,
  TypeError,
  ConfigError,
  Error,
};

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
  return new CLASSES[wire.name](wire.message);
}

function nameOf(error: unknown): ErrorName {
  if (ConfigError.is(error)) return 'ConfigError';
  if (error instanceof RangeError) return 'RangeError';
  return error instanceof TypeError ? 'TypeError' : 'Error';
}
