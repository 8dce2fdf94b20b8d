import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Database } from './database.ts';
import { StreamSequence } from './stream-sequence.ts';

test('`StreamSequence.next()` counts up, and never gives a number again after a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bouton-'));
  let last = 0;
  for (let start = 0; start < 3; start += 1) {
    using database = new Database(join(folder, 'test.db'));
    const stream = new StreamSequence(database);
    expect(stream.current).toBeGreaterThanOrEqual(last);
    const first = stream.next();
    expect(first).toBeGreaterThan(last);
    for (let count = 0; count < 12_000; count += 1) last = stream.next();
    expect([last, stream.current]).toEqual([first + 12_000, first + 12_000]);
    await nextTurn();
  }
  rmSync(folder, { recursive: true });
});

test('`StreamSequence.next()` goes on while a module has its turn to write', async () => {
  using database = new Database(':memory:');
  const stream = new StreamSequence(database);
  const turn = await database.takeTurn();
  using other = database.connect();
  other.exec('BEGIN IMMEDIATE');
  for (let count = 0; count < 9_000; count += 1) stream.next();
  expect(stream.current).toBe(9_000);
  other.exec('ROLLBACK');
  turn[Symbol.dispose]();
  await database.write(() => undefined);
  expect(database.get('SELECT claimed FROM stream_sequence')).toEqual({ claimed: 15_001 });
});
