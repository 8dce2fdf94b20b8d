import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
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

test('Database lets writes wait for the end of a turn, and nobody see what is written in it', async () => {
  using table = names();
  const { database } = table;
  const turn = await database.takeTurn();
  using other = database.connect();
  other.exec("BEGIN IMMEDIATE; INSERT INTO names VALUES ('module')");
  let isWritten = false;
  const added = table.add('alice').then(() => (isWritten = true));
  await nextTurn();
  expect([isWritten, table.all()]).toEqual([false, []]);
  other.exec('COMMIT');
  turn[Symbol.dispose]();
  await added;
  expect(table.all()).toEqual(['alice', 'module']);
});

test('Database gives turns one after another, and writes in between', async () => {
  using table = names();
  const { database } = table;
  const first = await database.takeTurn();
  const seen: string[][] = [];
  const second = database.takeTurn().then((turn) => {
    seen.push(table.all());
    turn[Symbol.dispose]();
  });
  const added = table.add('alice');
  first[Symbol.dispose]();
  await Promise.all([second, added]);
  expect(seen).toEqual([['alice']]);
});

test('Database refuses a write from within a turn, until that has ended', async () => {
  using table = names();
  const { database } = table;
  const turn = await database.takeTurn();
  const within = await turn.run(async () => [
    database.isWithinTurn(),
    await table.add('alice').catch((error: unknown) => error),
  ]);
  expect(within).toEqual([true, expect.objectContaining({ code: 'BOUTON_DATABASE' })]);
  const outside = table.add('bob');
  const afterwards = turn.run(async () => {
    turn[Symbol.dispose]();
    await nextTurn();
    await table.add('carol');
    return database.isWithinTurn();
  });
  expect(await afterwards).toBe(false);
  await outside;
  expect(table.all()).toEqual(['bob', 'carol']);
});

test('Database lets nobody wait for a turn after it is closed', async () => {
  const table = names();
  await table.database.takeTurn();
  const second = table.database.takeTurn();
  table[Symbol.dispose]();
  await expect(second).rejects.toMatchObject({ code: 'BOUTON_DATABASE', message: 'The database is closed' });
});
