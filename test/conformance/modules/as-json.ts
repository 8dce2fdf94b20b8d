import type { JsonObject, JsonValue, ReadableMediaFile, RoomEvent, StateMap } from '@bouton/sdk';

/** A state event, as far as the trace shows it. */
type StateEntry = { readonly type: string; readonly state_key: string; readonly content: JsonObject };

/** What an argument of a callback looks like in the trace. */
export async function asJson(value: unknown): Promise<JsonValue> {
  if (isRequest(value)) return { method: value.method, path: new URL(value.url).pathname, body: await value.text() };
  if (isStateMap(value)) return (await value.all()).map(stateEntry).toSorted(byTypeAndKey);
  if (isMediaFile(value)) return { content: await new Response(value.stream()).text() };
  const json: string | undefined = JSON.stringify(value);
  return json === undefined ? null : (JSON.parse(json) as JsonValue);
}

function stateEntry({ type, state_key: key = '', content }: RoomEvent): StateEntry {
  return { type, state_key: key, content };
}

function byTypeAndKey(one: StateEntry, other: StateEntry): number {
  if (one.type !== other.type) return one.type < other.type ? -1 : 1;
  return one.state_key < other.state_key ? -1 : 1;
}

/** Not `instanceof`: HTTP servers put their own classes in the place of the global one. */
function isRequest(value: unknown): value is Request {
  return typeof value === 'object' && value !== null && 'method' in value && 'headers' in value;
}

function isStateMap(value: unknown): value is StateMap {
  return typeof value === 'object' && value !== null && 'ofType' in value;
}

function isMediaFile(value: unknown): value is ReadableMediaFile {
  return typeof value === 'object' && value !== null && 'stream' in value;
}
