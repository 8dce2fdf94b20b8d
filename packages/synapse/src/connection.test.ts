import { Codes, SynapseError } from '@bouton/sdk';
import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { Connection, type Peer } from './connection.ts';
import { encodeFrame, FrameReader, Kind, type Frame } from './frames.ts';

let connection: Connection;
let other: Socket;
let heard: unknown[][];
let received: Frame[];

beforeEach(async () => {
  heard = [];
  received = [];
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  other = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [socket] = (await once(server, 'connection')) as [Socket];
  const reader = new FrameReader();
  other.on('data', (data: Buffer) => received.push(...reader.feed(data)));
  const peer = notingPeer(heard);
  connection = new Connection(socket, () => peer);
  onTestFinished(() => {
    other.destroy();
    connection.close();
    server.close();
  });
});

function notingPeer(calls: unknown[][]): Peer {
  return {
    async request(_, method, args) {
      if (method === 'fail') throw new SynapseError(418, 'a teapot', Codes.FORBIDDEN, { cups: 3 });
      return method === 'nothing' ? undefined : [method, ...args];
    },
    notify: (...call) => void calls.push(['notify', ...call]),
    cancel: (id) => void calls.push(['cancel', id]),
    body: ({ kind, id, body }) => void calls.push(['body', kind, id, body.toString()]),
    closed: (error) => void calls.push(['closed', error?.message]),
  };
}

function send(kind: Kind, id: number, body?: unknown): void {
  other.write(encodeFrame(kind, id, body === undefined ? '' : JSON.stringify(body)));
}

async function next(): Promise<readonly [Kind, number, unknown]> {
  await expect.poll(() => received.length).toBeGreaterThan(0);
  const frame = received.shift();
  if (frame === undefined) throw new Error('Nothing came');
  return [frame.kind, frame.id, frame.body.length === 0 ? undefined : JSON.parse(frame.body.toString())];
}

test('`Connection` answers requests with what the peer returns or throws', async () => {
  send(Kind.REQUEST, 1, ['greet', 'ü', null]);
  expect(await next()).toEqual([Kind.RESPONSE, 1, ['greet', 'ü', null]]);
  send(Kind.REQUEST, 3, ['nothing']);
  expect(await next()).toEqual([Kind.RESPONSE, 3, null]);
  send(Kind.REQUEST, 5, ['fail']);
  expect(await next()).toEqual([
    Kind.ERROR,
    5,
    {
      kind: 'synapse',
      status: 418,
      error: 'a teapot',
      errcode: 'M_FORBIDDEN',
      additionalFields: { cups: 3 },
      headers: {},
    },
  ]);
});

test('`Connection.ask()` resolves and rejects with what the other end answers', async () => {
  const [first, second] = [connection.ask('one', 1), connection.ask('two')];
  expect([await next(), await next()]).toEqual([
    [Kind.REQUEST, 2, ['one', 1]],
    [Kind.REQUEST, 4, ['two']],
  ]);
  send(Kind.ERROR, 4, { kind: 'error', name: 'RangeError', message: 'not local' });
  send(Kind.RESPONSE, 2, { ok: true });
  expect(await first).toEqual({ ok: true });
  await expect(second).rejects.toThrow(new RangeError('not local'));
});

test('`Connection` hands on everything else, and answers pings itself', async () => {
  send(Kind.NOTIFY, 0, ['told', 1]);
  send(Kind.CANCEL, 7);
  send(Kind.CHUNK, 9, 'abc');
  send(Kind.PING, 11);
  expect(await next()).toEqual([Kind.PONG, 11, undefined]);
  expect(heard).toEqual([
    ['notify', 'told', [1]],
    ['cancel', 7],
    ['body', Kind.CHUNK, 9, '"abc"'],
  ]);
});

test('`Connection` ends if the other end breaks the protocol, and says why', async () => {
  const asked = connection.ask('never');
  asked.catch(() => undefined);
  other.write(Buffer.from('000000050b00000001', 'hex'));
  await expect.poll(() => heard).toEqual([['closed', 'A frame of the unknown kind 11 came']]);
  await expect(asked).rejects.toThrow('A frame of the unknown kind 11 came');
  await expect(connection.ask('late')).rejects.toThrow('The connection to Synapse has ended');
});
