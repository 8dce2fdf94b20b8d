import type { CallbackContract, ParameterType } from '@bouton/contract';
import type { FederationEventDelivery, ReadableMediaFile } from '@bouton/sdk';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { Connection } from './connection.ts';
import { deepFreeze } from '@bouton/contract';
import { RemoteStateMap } from './remote-state-map.ts';

/** A request as it stands on the wire, with its whole body. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string;
  /** The client's IP address. */
  readonly address: string;
}

/** Where the arguments come from: the connection, and the id of the callback's request. */
export interface Origin {
  readonly connection: Connection;
  readonly operation: number;
}

type Decode = (value: never, origin: Origin) => unknown;

/** Types that JSON alone does not give. */
const DECODERS: Readonly<Partial<Record<ParameterType, Decode>>> = {
  event: (event: object) => deepFreeze(event),
  stateMap: (_: null, { connection, operation }) => new RemoteStateMap(connection, operation),
  mediaFile: ({ path }: { readonly path: string }) => mediaFile(path),
  federationDelivery: (delivery: FederationEventDelivery) => deepFreeze(delivery),
  request: (request: WireRequest) => toRequest(request),
};

/** Makes the arguments of a callback of what came over the wire. */
export function argumentDecoder(
  row: CallbackContract,
): (args: readonly unknown[], origin: Origin) => readonly unknown[] {
  const decoders = row.parameters.map(
    ({ type }) => DECODERS[type] as ((value: unknown, origin: Origin) => unknown) | undefined,
  );
  if (decoders.every((decode) => decode === undefined)) return (args) => args;
  return (args, origin) => args.map((value, index) => decoders[index]?.(value, origin) ?? value);
}

function mediaFile(path: string): ReadableMediaFile {
  return {
    path,
    stream: () => Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>,
  };
}

function toRequest({ method, url, headers, body = '' }: WireRequest): Request {
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(url, { method, headers: headers.map(([name, value]) => [name, value]), ...(hasBody && { body }) });
}
