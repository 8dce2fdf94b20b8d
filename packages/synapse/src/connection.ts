import type { Socket } from 'node:net';
import { encodeFrame, FrameReader, Kind, ProtocolError, type Frame } from './frames.ts';
import { decodeError, encodeError, type WireError } from './wire-error.ts';

/** The other end of a connection, as a {@linkcode Connection} hands it on. */
export interface Peer {
  /** A request came; what the returned promise settles with is its answer. */
  request(id: number, method: string, args: readonly unknown[]): Promise<unknown>;
  notify(method: string, args: readonly unknown[]): void;
  /** Nobody waits for the answer to this request any longer. */
  cancel(id: number): void;
  /** Something of the bodies of a request came. */
  body(frame: Frame): void;
  /** The connection ended; undefined: in order. */
  closed(error: Error | undefined): void;
}

interface Asked {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Ids count up in steps of two, and start over before here. */
const MAX_ID = 2 ** 31;

/** One connection to a Synapse process. See PROTOCOL.md. */
export class Connection {
  readonly #socket: Socket;
  readonly #reader = new FrameReader();
  readonly #asked = new Map<number, Asked>();
  readonly #peer: Peer;
  #nextId = 2;
  #failure: Error | undefined;

  constructor(socket: Socket, createPeer: (connection: Connection) => Peer) {
    this.#socket = socket;
    this.#peer = createPeer(this);
    socket.on('data', (data: Buffer) => this.#receive(data));
    socket.on('error', (error) => (this.#failure ??= error));
    socket.on('close', () => this.#closed());
  }

  /** Asks the other end. Rejects with what it answers, or when the connection ends; the stack is that of whoever asks. */
  ask(method: string, ...args: readonly unknown[]): Promise<unknown> {
    if (this.#socket.destroyed) return Promise.reject(new Error('The connection to Synapse has ended'));
    const id = this.#takeId();
    const asker: { stack?: string } = {};
    Error.captureStackTrace(asker);
    return new Promise((resolve, rejectWith) => {
      const reject = (error: Error): void => rejectWith(withStackOf(asker, error));
      // First: what is too long for a frame is asked of nobody.
      this.send(Kind.REQUEST, id, JSON.stringify([method, ...args]));
      this.#asked.set(id, { resolve, reject });
    });
  }

  /** Tells the other end. */
  notify(method: string, ...args: readonly unknown[]): void {
    this.send(Kind.NOTIFY, 0, JSON.stringify([method, ...args]));
  }

  /** Sends any frame. */
  send(kind: Kind, id: number, body?: string | Uint8Array): void {
    if (!this.#socket.destroyed) this.#socket.write(encodeFrame(kind, id, body));
  }

  /** Ends the connection. */
  close(): void {
    this.#socket.destroy();
  }

  #takeId(): number {
    const id = this.#nextId;
    this.#nextId = id + 2 < MAX_ID ? id + 2 : 2;
    return this.#asked.has(id) ? this.#takeId() : id;
  }

  #receive(data: Buffer): void {
    try {
      for (const frame of this.#reader.feed(data)) this.#take(frame);
    } catch (error) {
      this.#failure = error instanceof ProtocolError ? error : new ProtocolError(String(error));
      this.#socket.destroy();
    }
  }

  #take({ kind, id, body }: Frame): void {
    switch (kind) {
      case Kind.REQUEST:
        this.#answer(id, parseCall(body));
        return;
      case Kind.RESPONSE:
      case Kind.ERROR:
        this.#answered(kind, id, body);
        return;
      case Kind.NOTIFY: {
        const [method, ...args] = parseCall(body);
        this.#peer.notify(method, args);
        return;
      }
      case Kind.CANCEL:
        this.#peer.cancel(id);
        return;
      case Kind.CHUNK:
      case Kind.END:
      case Kind.CREDIT:
        this.#peer.body({ kind, id, body });
        return;
      case Kind.PING:
        this.send(Kind.PONG, id);
        break;
      case Kind.PONG:
    }
  }

  #answer(id: number, [method, ...args]: readonly [string, ...unknown[]]): void {
    this.#peer.request(id, method, args).then(
      (value) => this.#respond(id, value),
      (error: unknown) => this.send(Kind.ERROR, id, JSON.stringify(encodeError(error))),
    );
  }

  #respond(id: number, value: unknown): void {
    try {
      this.send(Kind.RESPONSE, id, JSON.stringify(value ?? null));
    } catch (error) {
      // What a module answered is no JSON, or too long for a frame.
      this.send(Kind.ERROR, id, JSON.stringify(encodeError(error)));
    }
  }

  #answered(kind: Kind, id: number, body: Buffer): void {
    const asked = this.#asked.get(id);
    if (asked === undefined) return;
    this.#asked.delete(id);
    const value: unknown = JSON.parse(body.toString());
    if (kind === Kind.RESPONSE) asked.resolve(value);
    else asked.reject(decodeError(value as WireError));
  }

  #closed(): void {
    const error = this.#failure;
    for (const { reject } of this.#asked.values()) reject(error ?? new Error('The connection to Synapse has ended'));
    this.#asked.clear();
    this.#peer.closed(error);
  }
}

/** An error that was made when an answer arrived, with the frames of whoever asked. */
function withStackOf(asker: { readonly stack?: string }, error: Error): Error {
  const [header = ''] = error.stack?.split(FRAME) ?? [];
  const frames = asker.stack?.split(FRAME).slice(1).join(FRAME) ?? '';
  error.stack = frames === '' ? header : header + FRAME + frames;
  return error;
}

/** What stands before each frame of a stack. */
const FRAME = '\n    at ';

function parseCall(body: Buffer): readonly [string, ...unknown[]] {
  const call: unknown = JSON.parse(body.toString());
  if (Array.isArray(call) && typeof call[0] === 'string') return call as [string, ...unknown[]];
  throw new ProtocolError('A call came that is not [method, …args]');
}
