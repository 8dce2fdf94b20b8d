import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { BoutonError, type DatabaseTransaction, type SqlParameter } from '@bouton/sdk';
import { describe, expect, test } from 'vitest';
import { Database } from './database.ts';
import { ModuleTransactions } from './module-transactions.ts';

/** A database with an empty table of notes. */
function start() {
  const database = new Database(':memory:');
  database.execute('CREATE TABLE notes (id INTEGER PRIMARY KEY, note, text TEXT)');
  const transactions = new ModuleTransactions(database);
  return {
    database,
    transactions,
    run: <T>(interaction: (transaction: DatabaseTransaction) => Promise<T>, deadlineMs?: number): Promise<T> =>
      transactions.run('test', interaction, deadlineMs === undefined ? {} : { deadlineMs }),
    notes: () => database.all<{ note: unknown }>('SELECT note FROM notes ORDER BY id').map(({ note }) => note),
    [Symbol.dispose]: () => {
      transactions[Symbol.dispose]();
      database[Symbol.dispose]();
    },
  };
}

const add = (transaction: DatabaseTransaction, note: SqlParameter): Promise<void> =>
  transaction.execute('INSERT INTO notes (note) VALUES (?)', [note]);

async function refusal(promise: Promise<unknown>): Promise<unknown> {
  try {
    return ['no failure', await promise];
  } catch (error) {
    return error instanceof BoutonError ? [error.code, error.message] : error;
  }
}

describe('ModuleTransactions.run()', () => {
  test('`run()` commits what it did, and resolves to what the function returns', async () => {
    using started = start();
    const result = await started.run(async (transaction) => {
      await add(transaction, 'one');
      expect([transaction.engine, transaction.rowCount]).toEqual(['sqlite', 1]);
      await transaction.executeMany('INSERT INTO notes (note) VALUES (?)', [['two'], ['three']]);
      expect(transaction.rowCount).toBe(2);
      await transaction.execute('SELECT note, id FROM notes ORDER BY id');
      expect(transaction.rowCount).toBe(3);
      return [await transaction.fetchOne(), await transaction.fetchAll(), await transaction.fetchOne()];
    });
    expect(result).toEqual([
      ['one', 1],
      [
        ['two', 2],
        ['three', 3],
      ],
      undefined,
    ]);
    expect(started.notes()).toEqual(['one', 'two', 'three']);
  });

  test('`executeBatch()` resolves to the rows of each statement', async () => {
    using started = start();
    const rows = await started.run((transaction) =>
      transaction.executeBatch([
        { sql: 'INSERT INTO notes (note) VALUES (?), (?) RETURNING id', parameters: ['a', 'b'] },
        { sql: 'DELETE FROM notes WHERE id = 1' },
        { sql: 'SELECT note FROM notes' },
      ]),
    );
    expect(rows).toEqual([[[1], [2]], [], [['b']]]);
  });

  test('`run()` rolls back if the function throws, and throws the same error', async () => {
    using started = start();
    const thrown = new TypeError('no');
    const failed = started.run(async (transaction) => {
      await add(transaction, 'one');
      throw thrown;
    });
    expect(await refusal(failed)).toBe(thrown);
    expect(started.notes()).toEqual([]);
    await started.run((transaction) => add(transaction, 'two'));
    expect(started.notes()).toEqual(['two']);
  });

  test('`run()` keeps every value as it is', async () => {
    using started = start();
    const values = ['x', 5, -0.5, 2 ** 53 - 1, 2n ** 60n, null, new Uint8Array([0, 255])];
    const read = await started.run(async (transaction) => {
      for (const value of values) await add(transaction, value);
      await transaction.execute('SELECT note FROM notes ORDER BY id');
      return transaction.fetchAll();
    });
    expect(read).toEqual(values.map((value) => [value]));
    const [kinds] = await started.run((transaction) =>
      transaction.executeBatch([{ sql: 'SELECT typeof(?), typeof(?), ?, ?', parameters: [5, 0.5, true, false] }]),
    );
    expect(kinds).toEqual([['integer', 'real', 1, 0]]);
    const [texts] = await started.run((transaction) =>
      transaction.executeBatch([{ sql: 'INSERT INTO notes (text) VALUES (?) RETURNING text', parameters: [5] }]),
    );
    expect(texts).toEqual([['5']]);
  });

  test("`run()` shows the homeserver nothing before the commit, and lets the homeserver's writes wait", async () => {
    using started = start();
    const { database } = started;
    const order: string[] = [];
    const isOpen = Promise.withResolvers<void>();
    const transaction = started.run(async (opened) => {
      await add(opened, 'module');
      isOpen.resolve();
      await wait(20);
      order.push('module');
    });
    await isOpen.promise;
    expect(started.notes()).toEqual([]);
    const write = database.write(() => database.run("INSERT INTO notes (note) VALUES ('homeserver')"));
    await Promise.all([transaction, write.then(() => order.push('homeserver'))]);
    expect([order, started.notes()]).toEqual([
      ['module', 'homeserver'],
      ['module', 'homeserver'],
    ]);
  });

  test('`run()` runs one after the other', async () => {
    using started = start();
    const order: string[] = [];
    const one = (name: string) =>
      started.run(async (transaction) => {
        order.push(`${name} begins`);
        await add(transaction, name);
        await wait(5);
        order.push(`${name} ends`);
      });
    await Promise.all([one('a'), one('b')]);
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
    expect(started.notes()).toEqual(['a', 'b']);
  });

  test('`run()` rolls back at the deadline, and refuses what comes after it', async () => {
    using started = start();
    const late = Promise.withResolvers<unknown>();
    const failed = started.run(async (transaction) => {
      await add(transaction, 'one');
      await wait(60);
      late.resolve(await refusal(add(transaction, 'late')));
    }, 20);
    const message = 'The transaction "test" took longer than 20 ms, and was rolled back';
    expect(await refusal(failed)).toEqual(['BOUTON_DATABASE_DEADLINE', message]);
    await started.run((transaction) => add(transaction, 'two'));
    expect(await late.promise).toEqual(['BOUTON_DATABASE_DEADLINE', message]);
    expect(started.notes()).toEqual(['two']);
    await expect(started.run(async () => undefined, 0)).rejects.toThrow('A deadline must be more than 0 ms, got 0');
  });

  test.each([
    ['SELEC 1', [], 'near "SELEC": syntax error'],
    ['', [], 'The SQL query contains no statements.'],
    ['SELECT 1; DELETE FROM notes', [], 'one statement is expected, got several'],
    ['INSERT INTO notes (id, note) VALUES (?, ?)', [1], 'the statement has 2 parameters, but 1 were given'],
    ['SELECT ?', [1, 2], 'column index out of range'],
    ['INSERT INTO notes (id) VALUES (?)', ['x'], 'datatype mismatch'],
    ['COMMIT', [], 'COMMIT is not for modules'],
    ['ROLLBACK', [], 'ROLLBACK is not for modules'],
    ['PRAGMA user_version = 9', [], 'PRAGMA user_version is not for modules'],
    ["ATTACH '/dev/null' AS x", [], 'ATTACH is not for modules'],
    ['VACUUM', [], 'cannot VACUUM from within a transaction'],
  ])('`run()` throws BOUTON_DATABASE for %j', async (sql, parameters, reason) => {
    using started = start();
    const failed = started.run(async (transaction) => {
      await add(transaction, 'one');
      await transaction.execute(sql, parameters);
    });
    const message = `The database refused a statement of "test": ${reason}`;
    expect(await refusal(failed)).toEqual(['BOUTON_DATABASE', message]);
    expect(started.notes()).toEqual([]);
  });

  test.each([
    'SELECT \'?\', "note" FROM notes -- ? and ; too',
    'SELECT 1 ; /* ; */ -- x',
    'CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes WHERE id < 0; DELETE FROM notes WHERE id < 0; END;',
    'PRAGMA table_info(notes)',
    'SAVEPOINT inner_part',
  ])('`run()` takes %j for one statement', async (sql) => {
    using started = start();
    expect(await refusal(started.run((transaction) => transaction.execute(sql)))).toEqual(['no failure', undefined]);
  });

  test('`run()` goes on after a refused statement that the function catches', async () => {
    using started = start();
    await started.run(async (transaction) => {
      await add(transaction, 'one');
      await refusal(transaction.execute('INSERT INTO notes (id) VALUES (1)'));
      await add(transaction, 'two');
    });
    expect(started.notes()).toEqual(['one', 'two']);
  });

  test('`run()` goes no further after a refused statement that undoes the transaction', async () => {
    using started = start();
    const message = 'The database refused a statement of "test": UNIQUE constraint failed: notes.id';
    const caught: unknown[] = [];
    const failed = started.run(async (transaction) => {
      await add(transaction, 'one');
      caught.push(await refusal(transaction.execute('INSERT OR ROLLBACK INTO notes (id) VALUES (1)')));
      caught.push(await refusal(add(transaction, 'two')));
    });
    expect(await refusal(failed)).toEqual(['BOUTON_DATABASE', message]);
    expect(caught).toEqual([
      ['BOUTON_DATABASE', message],
      ['BOUTON_DATABASE', message],
    ]);
    expect(started.notes()).toEqual([]);
  });

  test('`run()` creates tables that the homeserver sees', async () => {
    using started = start();
    expect(started.notes()).toEqual([]);
    await started.run((transaction) => transaction.execute('ALTER TABLE notes ADD COLUMN more TEXT'));
    expect(started.database.all('SELECT * FROM notes')).toEqual([]);
    await started.database.write(() => started.database.run("INSERT INTO notes (note, more) VALUES ('a', 'b')"));
    expect(started.database.get('SELECT * FROM notes')).toEqual({ id: 1, note: 'a', text: null, more: 'b' });
  });

  test('`run()` refuses what would wait for its own end', async () => {
    using started = start();
    const { database, run } = started;
    const failures = await run(async () => [
      await refusal(run(async () => undefined)),
      await refusal(database.write(() => undefined)),
    ]);
    expect(failures).toEqual([
      ['BOUTON_DATABASE', 'The transaction "test" cannot begin within another, which it would wait for'],
      [
        'BOUTON_DATABASE',
        'The homeserver cannot write while the transaction is open from which it is asked to: members of ModuleApi that write belong before or after it',
      ],
    ]);
  });

  test('`run()` lets a transaction be used only while it is open', async () => {
    using started = start();
    const kept = await started.run(async (transaction) => ({ transaction }));
    expect(await refusal(add(kept.transaction, 'x'))).toEqual(['BOUTON_DATABASE', 'The transaction "test" has ended']);
  });

  test('`run()` lets the event loop turn while statements follow each other', async () => {
    using started = start();
    let turns = 0;
    const counter = setInterval(() => (turns += 1), 1);
    await started.run(async (transaction) => {
      const until = performance.now() + 100;
      while (performance.now() < until) await add(transaction, 'x');
    });
    clearInterval(counter);
    expect(turns).toBeGreaterThan(3);
  });
});

test('`ModuleTransactions` rolls back what is open when it is disposed, and begins nothing more', async () => {
  using started = start();
  const open = started.run(async (transaction) => {
    await add(transaction, 'one');
    await wait(1000);
  });
  const waiting = started.run((transaction) => add(transaction, 'two'));
  const failures = Promise.all([refusal(open), refusal(waiting)]);
  await nextTurn();
  await nextTurn();
  started.transactions[Symbol.dispose]();
  expect(await failures).toEqual([
    ['BOUTON_DATABASE', 'The transaction was rolled back: the homeserver stops'],
    ['BOUTON_DATABASE', 'The transaction "test" cannot begin: the homeserver stops'],
  ]);
  expect(started.notes()).toEqual([]);
});
