import { expect, test } from 'vitest';
import { encodeFrame, FrameReader, Kind, MAX_LENGTH } from './frames.ts';

test('`encodeFrame()` writes the length, the kind, the id and the body', () => {
  expect(encodeFrame(Kind.REQUEST, 258, '[1]').toString('hex')).toBe('0000000801000001025b315d');
  expect(encodeFrame(Kind.CHUNK, 1, new Uint8Array([255])).toString('hex')).toBe('000000060600000001ff');
});

test('`encodeFrame()` refuses a body that is too long', () => {
  expect(() => encodeFrame(Kind.CHUNK, 1, new Uint8Array(MAX_LENGTH - 4))).toThrow(
    new RangeError('A frame of 67108865 bytes is too long; 67108864 is the most'),
  );
});

test('`FrameReader.feed()` gives the frames however the stream is cut', () => {
  const frames = [
    { kind: Kind.REQUEST, id: 1, body: Buffer.from('["größe"]') },
    { kind: Kind.PING, id: 2, body: Buffer.alloc(0) },
    { kind: Kind.CHUNK, id: 2 ** 31, body: Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)) },
  ];
  const stream = Buffer.concat(frames.map(({ kind, id, body }) => encodeFrame(kind, id, body)));
  for (const size of [1, 2, 7, 8, 9, 10, 64, stream.length]) {
    const reader = new FrameReader();
    const read = [];
    for (let at = 0; at < stream.length; at += size) read.push(...reader.feed(stream.subarray(at, at + size)));
    expect(read).toEqual(frames);
  }
});

test('`FrameReader.feed()` refuses impossible lengths and unknown kinds', () => {
  const feed = (hex: string) => () => [...new FrameReader().feed(Buffer.from(hex, 'hex'))];
  expect(feed('000000040100000001')).toThrow('A frame of 4 bytes came; 5 to 67108864 are possible');
  expect(feed('040000010100000001')).toThrow('A frame of 67108865 bytes came; 5 to 67108864 are possible');
  expect(feed('000000050b00000001')).toThrow('A frame of the unknown kind 11 came');
});
