import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Database } from './database.ts';

/** An empty table of names, in a file that is removed when it goes out of scope. */
function names(path: string = ':memory:') {
  const database = new Database(path);
  database.execute('CREATE TABLE IF NOT EXISTS names (name TEXT PRIMARY KEY)');
  return {
    database,
    add: (name: string) => database.write(() => database.run('INSERT INTO names VALUES (?)', name)),
    all: () => database.all<{ name: string }>('SELECT name FROM names ORDER BY name').map(({ name }) => name),
    [Symbol.dispose]: () => database[Symbol.dispose](),
  };
}

function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), 'bouton-'));
  return { file: join(path, 'test.db'), [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

test('Database resolves a write with its result, which reads see then', async () => {
  using table = names();

  expect(await table.add('alice')).toBe(1);
  expect(table.all()).toEqual(['alice']);
});

test('Database undoes a write that throws, and no other of its transaction', async () => {
  using table = names();
  const { database } = table;

  const results = await Promise.allSettled([
    table.add('alice'),
    database.write(() => {
      database.run('INSERT INTO names VALUES (?)', 'mallory');
      throw new Error('refused');
    }),
    table.add('alice'),
    table.add('bob'),
  ]);

  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  expect(results[1]).toMatchObject({ reason: new Error('refused') });
  expect(table.all()).toEqual(['alice', 'bob']);
});

test('Database keeps what was written in many transactions at once', async () => {
  using folder = temporaryFolder();
  {
    using table = names(folder.file);
    const writers = Array.from({ length: 20 }, async (_, writer) => {
      for (let index = 0; index < 20; index += 1) await table.add(`${writer}-${index}`);
    });
    await Promise.all(writers);
  }

  using table = names(folder.file);
  expect(table.all()).toHaveLength(400);
});

test('Database writes what is pending when it is disposed', async () => {
  using folder = temporaryFolder();
  const table = names(folder.file);
  const added = table.add('alice');

  table[Symbol.dispose]();

  expect(await added).toBe(1);
  using reopened = names(folder.file);
  expect(reopened.all()).toEqual(['alice']);
});
