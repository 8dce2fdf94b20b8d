/** What a frame is for. See PROTOCOL.md. */
export const Kind = {
  REQUEST: 1,
  RESPONSE: 2,
  ERROR: 3,
  CANCEL: 4,
  NOTIFY: 5,
  CHUNK: 6,
  END: 7,
  CREDIT: 8,
  PING: 9,
  PONG: 10,
} as const;

/** One of the {@linkcode Kind} values. */
export type Kind = (typeof Kind)[keyof typeof Kind];

/** The longest frame, in bytes, without the length itself. */
export const MAX_LENGTH: number = 64 * 1024 * 1024;

const LENGTH_SIZE = 4;
const HEADER_SIZE = 9;
const MIN_LENGTH = HEADER_SIZE - LENGTH_SIZE;

/** A frame that arrived. */
export interface Frame {
  readonly kind: Kind;
  readonly id: number;
  readonly body: Buffer;
}

/** The other end broke the protocol; the connection cannot be used any longer. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** The bytes of a frame. @throws {RangeError} If the body is too long. */
export function encodeFrame(kind: Kind, id: number, body: string | Uint8Array = ''): Buffer {
  const size = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  const length = MIN_LENGTH + size;
  if (length > MAX_LENGTH) throw new RangeError(`A frame of ${length} bytes is too long; ${MAX_LENGTH} is the most`);
  const frame = Buffer.allocUnsafe(HEADER_SIZE + size);
  frame.writeUInt32BE(length, 0);
  frame.writeUInt8(kind, 4);
  frame.writeUInt32BE(id, 5);
  if (typeof body === 'string') frame.write(body, HEADER_SIZE);
  else frame.set(body, HEADER_SIZE);
  return frame;
}

/** Cuts a stream of bytes into frames. */
export class FrameReader {
  #parts: Buffer[] = [];
  #size = 0;

  /** The frames that these bytes complete. @throws {ProtocolError} At an impossible length or an unknown kind. */
  *feed(data: Buffer): Generator<Frame, void, void> {
    this.#parts.push(data);
    this.#size += data.length;
    if (this.#size < HEADER_SIZE) return;
    const pending = this.#take();
    let at = 0;
    while (pending.length - at >= HEADER_SIZE) {
      const length = checkedLength(pending.readUInt32BE(at));
      const end = at + LENGTH_SIZE + length;
      if (end > pending.length) break;
      yield {
        kind: checkedKind(pending.readUInt8(at + 4)),
        id: pending.readUInt32BE(at + 5),
        body: pending.subarray(at + HEADER_SIZE, end),
      };
      at = end;
    }
    if (at < pending.length) this.#keep(pending.subarray(at));
  }

  #take(): Buffer {
    const [first] = this.#parts;
    const pending = first !== undefined && this.#parts.length === 1 ? first : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#size = 0;
    return pending;
  }

  #keep(rest: Buffer): void {
    this.#parts = [rest];
    this.#size = rest.length;
  }
}

function checkedLength(length: number): number {
  if (length >= MIN_LENGTH && length <= MAX_LENGTH) return length;
  throw new ProtocolError(`A frame of ${length} bytes came; ${MIN_LENGTH} to ${MAX_LENGTH} are possible`);
}

function checkedKind(kind: number): Kind {
  if (kind >= Kind.REQUEST && kind <= Kind.PONG) return kind as Kind;
  throw new ProtocolError(`A frame of the unknown kind ${kind} came`);
}
