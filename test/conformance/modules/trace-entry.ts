import type { JsonValue } from '@bouton/sdk';

/** Where a module serves its part of the trace; its name follows. */
export const TRACE_PATH = '/_synapse/client/conformance/trace';

/** A call of a callback, as a module wrote it down. */
export interface TraceEntry {
  /** Grows from call to call, through all modules of a process. */
  readonly order: number;
  readonly module: string;
  /** Synapse's name of the callback. */
  readonly callback: string;
  /** The arguments as JSON. */
  readonly args: readonly JsonValue[];
}
