import {
  Module,
  SynapseError,
  WebResource,
  type JsonObject,
  type JsonValue,
  type LocalMedia,
  type ModuleApi,
  type RoomId,
  type StateFilter,
  type StateMap,
} from '@bouton/sdk';
import { API_PATH } from './paths.ts';

/** A member to call: `accountDataManager.getGlobal`. */
interface ApiCall {
  readonly member: string;
  readonly args: readonly JsonValue[];
}

/** Calls members of ModuleApi for a test in another process. */
@Module()
export class ApiModule {
  readonly #api: ModuleApi;

  constructor(_config: unknown, api: ModuleApi) {
    this.#api = api;
  }

  @WebResource(API_PATH)
  async call(request: Request): Promise<JsonObject> {
    const { member, args } = (await request.json()) as ApiCall;
    try {
      return { result: await resultAsJson(await callMember(this.#api, member, args)) };
    } catch (error) {
      if (SynapseError.is(error) || !(error instanceof Error)) throw error;
      return { thrown: error.message, name: error.name };
    }
  }

  /** The whole events of a room's state. */
  @WebResource(`${API_PATH}/state`)
  async state(request: Request): Promise<Response> {
    const { room, filter } = (await request.json()) as { room: RoomId; filter?: StateFilter };
    const state = await this.#api.getRoomState(room, filter);
    return Response.json({ events: await state.all() });
  }

  @WebResource(`${API_PATH}/requester`)
  async requester(request: Request): Promise<JsonValue> {
    const isSet = (option: string): boolean => new URL(request.url).searchParams.has(option);
    const requester = await this.#api.getUserByReq(request, {
      allowGuest: isSet('guest'),
      allowExpired: isSet('expired'),
    });
    return { ...requester };
  }

  /** The texts that templates make of variables. */
  @WebResource(`${API_PATH}/templates`)
  async templates(request: Request): Promise<JsonValue> {
    const { names, folder, variables } = (await request.json()) as {
      names: string[];
      folder?: string;
      variables: JsonObject;
    };
    try {
      const templates = await this.#api.readTemplates(names, folder);
      return await Promise.all(templates.map((template) => template(variables)));
    } catch (error) {
      return { name: (error as Error).name, message: (error as Error).message };
    }
  }

  /** A file that another server has. */
  @WebResource(`${API_PATH}/file`)
  async file(request: Request): Promise<JsonValue> {
    const { url, maxSize } = (await request.json()) as { url: string; maxSize?: number };
    const chunks: Uint8Array[] = [];
    const sink = new WritableStream<Uint8Array>({ write: (chunk) => void chunks.push(chunk) });
    try {
      const { length, status } = await this.#api.httpClient.getFile(
        url,
        sink,
        maxSize === undefined ? {} : { maxSize },
      );
      return { length, status, text: Buffer.concat(chunks).toString() };
    } catch (error) {
      return { name: (error as Error).name };
    }
  }

  @WebResource(`${API_PATH}/sso`)
  async completeSso(request: Request): Promise<Response> {
    const { searchParams } = new URL(request.url);
    const user = this.#api.getQualifiedUserId(searchParams.get('user') ?? '');
    return this.#api.completeSsoLoginAsync(user, request, searchParams.get('redirect') ?? '');
  }
}

/** A member's value where it is a property, else its answer. */
function callMember(api: ModuleApi, member: string, args: readonly JsonValue[]): unknown {
  const [name = '', method] = member.split('.');
  const owner: object = method === undefined ? api : (Reflect.get(api, name) as object);
  const value: unknown = Reflect.get(owner, method ?? name);
  return typeof value === 'function' ? (Reflect.apply(value, owner, args.map(asArgument)) as unknown) : value;
}

/** `{ $map: { … } }` stands for a Map. */
function asArgument(arg: JsonValue): unknown {
  return typeof arg === 'object' && arg !== null && '$map' in arg ? new Map(Object.entries(arg['$map'] ?? {})) : arg;
}

async function resultAsJson(result: unknown): Promise<JsonValue> {
  if (isStateMap(result)) return (await result.all()).map(({ type, state_key: key = '' }) => [type, key]);
  if (result instanceof Map) return Object.fromEntries(result) as JsonObject;
  if (result instanceof Uint8Array) return new TextDecoder().decode(result);
  if (isResponse(result)) return { status: result.status, body: await result.text() };
  const json: string | undefined = JSON.stringify(result);
  const plain = json === undefined ? null : (JSON.parse(json) as JsonValue);
  return isMedia(result) ? { ...(plain as JsonObject), content: await new Response(result.stream()).text() } : plain;
}

function isStateMap(value: unknown): value is StateMap {
  return typeof value === 'object' && value !== null && 'ofType' in value;
}

/** Not `instanceof`: HTTP servers put their own classes in the place of the global one. */
function isResponse(value: unknown): value is Response {
  return typeof value === 'object' && value !== null && 'bodyUsed' in value;
}

function isMedia(value: unknown): value is LocalMedia {
  return typeof value === 'object' && value !== null && 'mediaId' in value;
}
