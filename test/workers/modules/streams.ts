import { Module, WebResource, type ModuleApi } from '@bouton/sdk';

/** Takes and gives bodies piece by piece. */
@Module()
export class Streams {
  #release: () => void = () => {};

  constructor(
    readonly config: object,
    private readonly api: ModuleApi,
  ) {}

  /** Gives the user of the request what they sent. */
  @WebResource('/_synapse/client/streams/echo')
  async echo(request: Request): Promise<Response> {
    const { user } = await this.api.getUserByReq(request);
    return new Response(request.body, { status: 201, headers: { 'X-User': user, 'X-Worker': this.#worker } });
  }

  /** Begins a body, and ends it when that is asked for in the same Node process. */
  @WebResource('/_synapse/client/streams/slow')
  slow(): Response {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#release = resolve;
    const body = ReadableStream.from(piecesUntil(promise));
    // nginx gathers bodies otherwise.
    return new Response(body, { headers: { 'X-Accel-Buffering': 'no', 'X-Worker': this.#worker } });
  }

  @WebResource('/_synapse/client/streams/release')
  release(): object {
    this.#release();
    return {};
  }

  get #worker(): string {
    return this.api.workerName ?? 'all';
  }
}

async function* piecesUntil(released: Promise<void>): AsyncGenerator<Uint8Array> {
  yield Buffer.from('begun');
  await released;
  yield Buffer.from(', ended');
}
