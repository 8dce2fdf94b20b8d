import { setImmediate as nextTurn } from 'node:timers/promises';
import { BoutonError } from '@bouton/sdk';
import { expect, test } from 'vitest';
import { Database } from './database.ts';
import { ModuleConnection } from './module-connection.ts';
import { ModuleTransaction } from './module-transaction.ts';

const INSERT = 'INSERT INTO notes (note) VALUES (?)';
const MANY = Array.from({ length: 300_000 }, (_, n) => [n]);

/** A transaction over an empty table of notes. */
function begin() {
  const database = new Database(':memory:');
  database.execute('CREATE TABLE notes (id INTEGER PRIMARY KEY, note)');
  const connection = new ModuleConnection(database.connect());
  return {
    transaction: new ModuleTransaction(connection, 'test'),
    count: () => database.get('SELECT COUNT(*) AS notes FROM notes'),
    [Symbol.dispose]: () => {
      connection[Symbol.dispose]();
      database[Symbol.dispose]();
    },
  };
}

test('`ModuleTransaction.executeMany()` lets the event loop turn', async () => {
  using begun = begin();
  const { transaction } = begun;
  let turns = 0;
  const counter = setInterval(() => (turns += 1), 1);
  await transaction.executeMany(INSERT, MANY);
  clearInterval(counter);
  transaction.commit();
  expect(turns).toBeGreaterThan(3);
  expect([transaction.rowCount, begun.count()]).toEqual([MANY.length, { notes: MANY.length }]);
});

test('`ModuleTransaction.executeMany()` ends if the transaction is rolled back', async () => {
  using begun = begin();
  const { transaction } = begun;
  const reason = new BoutonError('BOUTON_DATABASE', 'too late');
  const inserting = transaction.executeMany(INSERT, MANY);
  const rolledBack = nextTurn().then(() => transaction.rollback(reason));
  await expect(inserting).rejects.toBe(reason);
  await rolledBack;
  expect(begun.count()).toEqual({ notes: 0 });
  expect(() => transaction.commit()).toThrow(reason);
});

test('`ModuleTransaction.executeMany()` runs nothing for no parameters, and keeps the rows of all of them', async () => {
  using begun = begin();
  const { transaction } = begun;
  await transaction.executeMany(INSERT, []);
  expect(transaction.rowCount).toBe(0);
  await transaction.executeMany('SELECT ?, ?', [
    [1, 'a'],
    [2, 'b'],
  ]);
  expect([transaction.rowCount, await transaction.fetchAll()]).toEqual([
    2,
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ]);
});
