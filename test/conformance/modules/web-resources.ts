import {
  Delete,
  Get,
  Module,
  Post,
  Put,
  SynapseError,
  WebResource,
  type Codes,
  type JsonObject,
  type ModuleApi,
  type WebResourceContext,
} from '@bouton/sdk';
import { IsString } from '@bouton/sdk/config';

const EVENT_PATH = '/_synapse/client/conformance/rooms/:room/events/:event';

/** The configuration of the modules with web resources. */
export class WebConfig {
  /** What the module calls itself in its answers. */
  @IsString()
  name = 'module';
}

/** Says how it was asked. A method of HTTP that has none here is not answered. */
@WebResource('/_synapse/client/conformance/echo')
class EchoResource {
  readonly #name: string;

  constructor(config: WebConfig) {
    this.#name = config.name;
  }

  @Get
  async get(request: Request): Promise<JsonObject> {
    return this.#echo(request);
  }

  @Post
  async post(request: Request): Promise<JsonObject> {
    return this.#echo(request);
  }

  @Put
  async put(request: Request): Promise<JsonObject> {
    return this.#echo(request);
  }

  @Delete
  async delete(request: Request): Promise<JsonObject> {
    return this.#echo(request);
  }

  async #echo(request: Request): Promise<JsonObject> {
    return {
      name: this.#name,
      method: request.method,
      query: new URL(request.url).searchParams.getAll('q'),
      header: request.headers.get('x-conformance'),
      body: await request.text(),
    };
  }
}

/** A class that the module's constructor registers, and that knows the module. */
class CountedResource {
  readonly #module: Counter;

  constructor(_config: WebConfig, _api: ModuleApi, module: Counter) {
    this.#module = module;
  }

  @Post
  post(_request: Request, { params }: WebResourceContext<'/_synapse/client/conformance/counted/:by'>): JsonObject {
    this.#module.count += Number(params.by);
    return { count: this.#module.count };
  }
}

/** What a class of web resources wants of its module. */
interface Counter {
  count: number;
}

/** Web resources of all kinds. */
@Module({ config: WebConfig, resources: [EchoResource] })
export class WebModule implements Counter {
  count = 0;
  readonly #config: WebConfig;
  readonly #api: ModuleApi;

  constructor(config: WebConfig, api: ModuleApi) {
    this.#config = config;
    this.#api = api;
    api.registerWebResource('/_synapse/client/conformance/counted/:by', CountedResource);
    api.registerWebResource('/_synapse/client/conformance/registered', () => ({ name: config.name }));
  }

  /** Answers every method of HTTP. */
  @WebResource('/_synapse/client/conformance/any')
  any(request: Request): JsonObject {
    return { name: this.#config.name, method: request.method };
  }

  /** Answers with a response of its own making. */
  @WebResource('/_synapse/client/conformance/response')
  response(): Response {
    return new Response('<p>Hello</p>', {
      status: 201,
      headers: { 'content-type': 'text/html; charset=utf-8', 'x-conformance': 'yes' },
    });
  }

  /** Answers in pieces. */
  @WebResource('/_synapse/client/conformance/stream')
  stream(): Response {
    const pieces = Array.from({ length: 64 }, (_, index) => new Uint8Array(4096).fill(index));
    return new Response(ReadableStream.from(pieces), { headers: { 'content-type': 'application/octet-stream' } });
  }

  /** Answers with headers that hosts set themselves on other answers. */
  @WebResource('/_synapse/client/conformance/headers')
  headers(request: Request): Response {
    const kind = new URL(request.url).searchParams.get('kind');
    if (kind === 'none') return new Response(null, { status: 200 });
    if (kind === 'bytes') return new Response(new Uint8Array([1, 2]));
    return new Response('own', {
      headers: [
        ['access-control-allow-origin', 'https://app.example.com'],
        ['cache-control', 'public, max-age=60'],
        ['content-type', 'text/csv'],
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ],
    });
  }

  /** Answers at paths with parameters and a rest. */
  @WebResource(EVENT_PATH)
  event(_request: Request, { params, rest, address }: WebResourceContext<typeof EVENT_PATH>): JsonObject {
    return { route: 'event', room: params.room, event: params.event, rest, address };
  }

  @WebResource('/_synapse/client/conformance/rooms/:room')
  room(_request: Request, { params }: WebResourceContext): JsonObject {
    return { route: 'room', ...params };
  }

  @WebResource('/_synapse/client/conformance/rooms/list')
  rooms(): JsonObject {
    return { route: 'list' };
  }

  @WebResource('/_synapse/client/conformance/rooms/list/*')
  files(_request: Request, { rest }: WebResourceContext<'/_synapse/client/conformance/rooms/list/*'>): JsonObject {
    return { route: 'files', rest: rest satisfies string };
  }

  @WebResource('/_synapse/client/conformance/refuses')
  refuses(): never {
    throw new SynapseError(
      418,
      'I am a teapot',
      'M_BAD_STATE' satisfies Codes,
      { lid: 'open' },
      { 'x-conformance': 'tea' },
    );
  }

  @WebResource('/_synapse/client/conformance/fails')
  fails(): never {
    throw new Error('It went wrong');
  }

  /** Answers with something that JSON cannot express. */
  @WebResource('/_synapse/client/conformance/nothing')
  nothing(): object {
    return () => {};
  }

  /** Who makes the request; `?expired=allow` lets expired accounts in. */
  @WebResource('/_synapse/client/conformance/whoami')
  async whoami(request: Request): Promise<object> {
    const allowExpired = new URL(request.url).searchParams.get('expired') === 'allow';
    return this.#api.getUserByReq(request, { allowExpired });
  }

  /** A path with characters that a URL encodes. */
  @WebResource('/_synapse/client/conformance/sp ace/ümlaut')
  encoded(): JsonObject {
    return { name: this.#config.name };
  }
}
