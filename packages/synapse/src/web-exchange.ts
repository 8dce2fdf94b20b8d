import type { WebRouter } from '@bouton/runtime';
import { SynapseError } from '@bouton/sdk';
import type { Connection } from './connection.ts';
import type { WireRequest } from './decode-arguments.ts';
import { Kind, type Frame } from './frames.ts';

/** What may be sent of a body beyond the credit that was given, in bytes. */
const WINDOW = 256 * 1024;
const CHUNK = 64 * 1024;

/** The head of an answer on the wire. */
export interface WireResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
}

/** One web request that came through Synapse, and its answer, with their bodies. */
export class WebExchange {
  readonly request: Request;
  readonly #address: string;
  readonly #connection: Connection;
  readonly #id: number;
  readonly #aborted = new AbortController();
  #body: ReadableStreamDefaultController<Uint8Array> | undefined;
  #received = 0;
  #credit = WINDOW;
  #credited: (() => void) | undefined;

  constructor(connection: Connection, id: number, { method, url, headers, address }: WireRequest) {
    this.#address = address;
    this.#connection = connection;
    this.#id = id;
    const hasBody = method !== 'GET' && method !== 'HEAD';
    this.request = new Request(url, {
      method,
      headers: headers.map(([name, value]) => [name, value]),
      signal: this.#aborted.signal,
      ...(hasBody && { body: this.#createBody(), duplex: 'half' }),
    });
  }

  /**
   * Asks the module that serves at the path. The body of its answer is sent once the head was.
   *
   * @param onEnd Called when everything is sent, or nobody wants it any longer.
   */
  async answer(web: WebRouter, onEnd: () => void): Promise<WireResponse> {
    const response = await web.handle(this.request, this.#address);
    if (response === undefined) {
      onEnd();
      throw new SynapseError(404, 'Unrecognized request', 'M_UNRECOGNIZED');
    }
    setImmediate(() => void this.#sendBody(response).finally(onEnd));
    return { status: response.status, headers: [...response.headers] };
  }

  /** Takes a piece of the request's body, its end, or credit for that of the answer. */
  take({ kind, body }: Frame): void {
    if (kind === Kind.CREDIT) {
      this.#credit += body.readUInt32BE(0);
      this.#credited?.();
    } else if (kind === Kind.END) {
      this.#body?.close();
      this.#body = undefined;
    } else {
      this.#received += body.length;
      this.#body?.enqueue(new Uint8Array(body));
    }
  }

  /** The client is gone. */
  abort(): void {
    this.#aborted.abort();
    this.#body?.error(this.#aborted.signal.reason);
    this.#body = undefined;
    this.#credited?.();
  }

  #createBody(): ReadableStream<Uint8Array> {
    let credited = 0;
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => void (this.#body = controller),
        // Called after every read: what was read may be sent anew.
        pull: ({ desiredSize }) => {
          const read = this.#received - (WINDOW - (desiredSize ?? WINDOW));
          if (read > credited) this.#sendCredit(read - credited);
          credited = read;
        },
      },
      { highWaterMark: WINDOW, size: (chunk) => chunk.length },
    );
  }

  #sendCredit(size: number): void {
    const credit = Buffer.alloc(4);
    credit.writeUInt32BE(size);
    this.#connection.send(Kind.CREDIT, this.#id, credit);
  }

  async #sendBody(response: Response): Promise<void> {
    try {
      const pieces: AsyncIterable<Uint8Array> | readonly Uint8Array[] = response.body ?? [];
      for await (const piece of pieces) {
        for (let at = 0; at < piece.length; at += CHUNK) {
          await this.#sendChunk(piece.subarray(at, at + CHUNK));
          if (this.#aborted.signal.aborted) return;
        }
      }
      this.#connection.send(Kind.END, this.#id);
    } catch {
      // The module's stream failed: the client sees an answer that breaks off.
      this.#connection.send(Kind.CANCEL, this.#id);
    }
  }

  async #sendChunk(chunk: Uint8Array): Promise<void> {
    while (this.#credit < chunk.length && !this.#aborted.signal.aborted) {
      await new Promise<void>((resolve) => (this.#credited = resolve));
    }
    if (this.#aborted.signal.aborted) return;
    this.#credit -= chunk.length;
    this.#connection.send(Kind.CHUNK, this.#id, chunk);
  }
}
