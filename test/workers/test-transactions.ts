import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Deployment } from './deployment.ts';
import { askModule } from './module-client.ts';
import type { Order } from './modules/ledger.ts';
import { PROCESSES, type ProcessName } from './synapse-config.ts';

/** Tests `runDbInteraction()` through each process of a deployment. */
export function testTransactions(of: () => Deployment): void {
  const run = (name: ProcessName, order: Order): Promise<unknown> => askModule(of().urlOf(name), 'ledger', order);
  const amounts = (): Promise<string> =>
    of().queryValue("SELECT string_agg(name || ' ' || amount, ', ' ORDER BY name) FROM ledger");

  describe('`runDbInteraction()` with workers, on PostgreSQL', () => {
    beforeAll(() =>
      run('main', { statements: ['CREATE TABLE IF NOT EXISTS ledger (name TEXT PRIMARY KEY, amount BIGINT)'] }),
    );
    beforeEach(() => run('main', { statements: ['DELETE FROM ledger', "INSERT INTO ledger VALUES ('sum', 0)"] }));

    test.each(PROCESSES)('commits through the process %s, on a connection of its own', async (name) => {
      const statements = ['UPDATE ledger SET amount = amount + 1', "SELECT current_setting('application_name')"];
      expect(await run(name, { statements })).toEqual({ rows: [[name]], attempts: 1 });
      expect(await amounts()).toBe('sum 1');
    });

    test.each(PROCESSES)('runs a batch through the process %s', async (name) => {
      const statements = [
        "INSERT INTO ledger VALUES ('batch', 5)",
        'UPDATE ledger SET amount = amount * 2',
        'SELECT name, amount FROM ledger ORDER BY name',
      ];
      const rows = [
        ['batch', 10],
        ['sum', 0],
      ];
      expect(await run(name, { statements, isBatch: true })).toEqual({ rows, attempts: 1 });
      expect(await amounts()).toBe('batch 10, sum 0');
    });

    test.each(PROCESSES)('rolls back what throws in the process %s', async (name) => {
      const statements = ['UPDATE ledger SET amount = 1', 'CREATE TABLE ledger_lost (a INTEGER)'];
      expect(await run(name, { statements, end: 'throw' })).toEqual({
        thrown: 'RangeError: the module changed its mind',
      });
      expect(await amounts()).toBe('sum 0');
      expect(await of().queryValue("SELECT to_regclass('ledger_lost') IS NULL")).toBe('t');
    });

    test.each(PROCESSES)("is refused in the database's own words through the process %s", async (name) => {
      const statements = ['UPDATE ledger SET amount = 1', "INSERT INTO ledger VALUES ('sum', 2)"];
      for (const isBatch of [true, false]) {
        expect(await run(name, { statements, isBatch })).toEqual({
          thrown: expect.stringMatching(/^BOUTON_DATABASE: duplicate key value violates unique constraint/),
        });
      }
      expect(await amounts()).toBe('sum 0');
    });

    test.each(PROCESSES)('rolls back at the deadline in the process %s, while a statement runs', async (name) => {
      const since = performance.now();
      const statements = ['UPDATE ledger SET amount = 1', 'SELECT pg_sleep(30)'];
      expect(await run(name, { statements, deadlineMs: 200 })).toEqual({
        thrown: 'BOUTON_DATABASE_DEADLINE: The transaction took longer than 200 ms',
      });
      expect(performance.now() - since).toBeLessThan(5000);
      await expect.poll(() => openTransactions(of())).toBe('0');
      expect(await amounts()).toBe('sum 0');
    });

    test.each([
      ['main', 'one'],
      ['one', 'two'],
      ['two', 'two'],
    ] as const)('is called again where a transaction in %s conflicts with one in %s', async (first, second) => {
      const order = { statements: ['UPDATE ledger SET amount = amount + 1'], pauseMs: 300 };
      // Both see the database as it was before: the second to commit has to begin anew.
      const done = await Promise.all([run(first, order), run(second, order)]);
      expect(done).toEqual(expect.arrayContaining([1, 2].map((attempts) => ({ rows: [], attempts }))));
      expect(await amounts()).toBe('sum 2');
    });
  });
}

/** Tests what becomes of a transaction whose Node host is killed. */
export function testAbandonedTransactions(of: () => Deployment): void {
  test.each(PROCESSES)('A transaction in the process %s is rolled back when its Node host is killed', async (name) => {
    const run = (order: Order): Promise<unknown> => askModule(of().urlOf(name), 'ledger', order);
    const done = { rows: [], attempts: 1 };
    // The process may be waiting for the host that the test before killed.
    const empty = (): Promise<unknown> => run({ statements: ['DELETE FROM ledger'] }).catch(() => null);
    await expect.poll(empty).toEqual(done);
    const abandoned = run({ statements: ["INSERT INTO ledger VALUES ('abandoned', 1)"], end: 'never' });
    const answer = abandoned.catch(String);
    await expect.poll(() => openTransactions(of())).toBe('1');
    const since = performance.now();
    await of().killHost(name);
    expect(await answer).toMatch(/^Error: ledger answers 503: /);
    await expect.poll(() => openTransactions(of())).toBe('0');
    expect(performance.now() - since).toBeLessThan(5000);
    const add = (): Promise<unknown> =>
      run({ statements: ["INSERT INTO ledger VALUES ('next', 1)"] }).catch(() => null);
    await expect.poll(add).toEqual(done);
    expect(await of().queryValue('SELECT string_agg(name, NULL) FROM ledger')).toBe('next');
  });
}

/** How many connections are in a transaction of the module `Ledger`. */
function openTransactions(deployment: Deployment): Promise<string> {
  return deployment.queryValue(
    "SELECT count(DISTINCT pid) FROM pg_locks JOIN pg_class ON pg_class.oid = relation WHERE relname = 'ledger'" +
      ' AND pid <> pg_backend_pid()',
  );
}
