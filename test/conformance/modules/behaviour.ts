import type { JsonObject, JsonValue } from '@bouton/sdk';

/** What a callback does. One that is not told does what lets everybody be. */
export type Behaviour =
  /** Answers with that, as it is. */
  | { readonly returns: JsonValue }
  /** Puts something that is not JSON into the content of the event, under `odd`. */
  | { readonly adds: 'map' | 'date' | 'nan' }
  /** Throws an `Error`. */
  | { readonly throws: string }
  /** Throws a `SynapseError`. */
  | { readonly refuses: Refusal }
  /** Never answers. */
  | { readonly hangs: true }
  /** Puts these fields into what the callback may change. */
  | { readonly edits: JsonObject }
  /** Answers with these users, by name; `*` stands for who acts. */
  | { readonly names: readonly string[] };

/** A `SynapseError` to throw. */
export interface Refusal {
  readonly status: number;
  readonly error: string;
  readonly errcode: string;
  readonly fields?: JsonObject;
}

/** What callbacks do, by Synapse's name of the callback, then by the name of who acts; `*` stands for everybody else. */
export type Behaviours = Readonly<Record<string, Readonly<Record<string, Behaviour>>>>;
