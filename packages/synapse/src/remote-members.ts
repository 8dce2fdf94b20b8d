import { deepFreeze, MODULE_API_MEMBERS, type MemberContract, type MemberType } from '@bouton/contract';
import { ListedStateMap, type HostPort } from '@bouton/runtime';
import type { RoomEvent, UserId } from '@bouton/sdk';

/** Calls a member of Synapse's ModuleApi: `call('createRoom', userId, config)`. */
export type CallSynapse = (member: string, ...args: readonly unknown[]) => Promise<unknown>;

type Convert = (value: never) => unknown;
type Member = (...args: readonly unknown[]) => Promise<unknown>;

/** What values of these types are on the wire; the others are JSON. */
const TO_WIRE: Partial<Record<MemberType, Convert>> = {
  someUserIds: (users: Iterable<UserId>) => [...users],
  presenceMap: (users: ReadonlyMap<UserId, unknown>) => Object.fromEntries(users),
};

/** What becomes of values of these types that came over the wire; the others are JSON. */
const FROM_WIRE: Partial<Record<MemberType, Convert>> = {
  void: () => undefined,
  event: deepFreeze,
  optionalEvent: deepFreeze,
  events: deepFreeze,
  optionalJson: deepFreeze,
  stateMap: (events: readonly RoomEvent[]) => new ListedStateMap(deepFreeze(events)),
  booleanMap: (taken: Readonly<Record<string, boolean>>) => new Map(Object.entries(taken)),
  response: responseOf,
};

/**
 * The members of `ModuleApi` that are asked of Synapse, from the contract's rows.
 *
 * @param webRequestOf The id under which Synapse knows a web request; throws a TypeError if it knows none.
 */
export function remoteMembers(call: CallSynapse, webRequestOf: (request: Request) => number): Partial<HostPort> {
  const members: Record<string, Member> = {};
  const objects: Record<string, Record<string, Member>> = {};
  const toWire = { ...TO_WIRE, request: webRequestOf };
  for (const row of MODULE_API_MEMBERS) {
    if (row.way !== 'api' || row.kind === 'property') continue;
    const member = remoteMember(row, call, toWire);
    const [owner = '', method] = row.sdkName.split('.');
    if (method === undefined) members[owner] = member;
    else (objects[owner] ??= {})[method] = member;
  }
  // The contract's types are those of the SDK: a test of the SDK holds both to it.
  return { ...members, ...objects };
}

function remoteMember(
  { sdkName, parameters, result }: MemberContract,
  call: CallSynapse,
  toWire: Partial<Record<MemberType, Convert>>,
): Member {
  const encoders = parameters.map(({ type }) => (typeof type === 'string' ? toWire[type] : undefined));
  const decode = FROM_WIRE[result] ?? asItIs;
  const encode = (value: unknown, index: number): unknown => (encoders[index] ?? asItIs)(value as never);
  return async (...args) => decode((await call(sdkName, ...args.map(encode))) as never);
}

function asItIs(value: unknown): unknown {
  return value;
}

/** An answer that Synapse would have given, as it stands on the wire. */
interface WireAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

function responseOf({ status, headers, body }: WireAnswer): Response {
  return new Response(body === '' ? null : body, { status, headers: headers.map(([name, value]) => [name, value]) });
}
